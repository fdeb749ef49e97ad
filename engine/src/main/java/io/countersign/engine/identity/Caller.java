package io.countersign.engine.identity;

import io.countersign.store.audit.Actor;
import java.util.Set;

/**
 * Who is asking: a person with a session, or a system with an API key. Controllers take it as a method argument.
 *
 * @param name the username, or the API key's name
 * @param groups the ids of the groups a person is in; empty for a system
 */
public record Caller(Kind kind, String name, String displayName, Set<Role> roles, Set<String> groups) {

    /** What kind of caller it is. */
    public enum Kind {
        PERSON,
        SYSTEM
    }

    /** As kept in {@code start_request.caller}: {@code user:ann} or {@code key:erp}. */
    public String id() {
        return (kind == Kind.PERSON ? "user:" : "key:") + name;
    }

    /** As the audit trail names it. */
    public Actor actor() {
        return isPerson() ? Actor.person(name) : Actor.system(name);
    }

    public boolean isPerson() {
        return kind == Kind.PERSON;
    }

    public boolean has(Role role) {
        return roles.contains(role);
    }
}
