package io.countersign.engine.tasks;

import io.countersign.engine.identity.Caller;
import io.countersign.engine.identity.Role;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Who a task is for, in the words of {@code task_candidate}: {@code u:<user>}, {@code g:<group>}, or {@code *} where the model names nobody:
 * such a task is for everybody who works in the inbox.
 */
final class Audience {

    static final String EVERYBODY = "*";

    private Audience() {}

    static String user(String username) {
        return "u:" + username;
    }

    static String group(String id) {
        return "g:" + id;
    }

    /** What the caller is. A system is nobody's colleague: it gets what is for everybody. */
    static List<String> of(Caller caller) {
        return caller.isPerson() ? of(caller.name(), caller.groups()) : List.of(EVERYBODY);
    }

    static List<String> of(String username, Set<String> groups) {
        var principals = new ArrayList<String>();
        principals.add(user(username));
        groups.forEach(group -> principals.add(group(group)));
        principals.add(EVERYBODY);
        return principals;
    }

    /** A principal as people say it. */
    static String inWords(String principal) {
        return isGroup(principal) ? "the group " + nameOf(principal) : nameOf(principal);
    }

    static boolean isUser(String principal) {
        return principal.startsWith("u:");
    }

    static boolean isGroup(String principal) {
        return principal.startsWith("g:");
    }

    static String nameOf(String principal) {
        return principal.substring(principal.indexOf(':') + 1);
    }

    /** Under which name the caller has and answers tasks; a system is not the person who has its name. */
    static String nameOf(Caller caller) {
        return caller.isPerson() ? caller.name() : caller.id();
    }

    /** Operators see every task; what they may do with it is another matter. */
    static boolean seesAll(Caller caller) {
        return caller.has(Role.OPERATOR) || caller.has(Role.ADMIN);
    }
}
