package io.countersign.engine.identity;

import io.countersign.engine.web.Cursor;
import io.countersign.engine.web.Page;
import io.countersign.engine.web.Paging;
import io.countersign.engine.web.Problem;
import io.countersign.engine.web.Problem.FieldError;
import io.countersign.store.audit.Actor;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The accounts of people. Every change is audited and known on this node at once, on others within seconds. */
@Component
public class UserAccounts {

    private static final Pattern USERNAME = Pattern.compile("[a-z0-9][a-z0-9._@+-]{0,99}");

    private final UserRows rows;
    private final Passwords passwords;
    private final People people;
    private final Sessions sessions;
    private final ApiKeys keys;
    private final IdentityAudit audit;

    UserAccounts(
            UserRows rows, Passwords passwords, People people, Sessions sessions, ApiKeys keys, IdentityAudit audit) {
        this.rows = rows;
        this.passwords = passwords;
        this.people = people;
        this.sessions = sessions;
        this.keys = keys;
        this.audit = audit;
    }

    @Transactional(readOnly = true)
    public Optional<UserAccount> find(String username) {
        return rows.find(username);
    }

    @Transactional(readOnly = true)
    public Page<UserAccount> page(Paging paging) {
        var after = paging.after() == null
                ? ""
                : Objects.requireNonNullElse(paging.after().text(0), "");
        return Page.of(paging, rows.page(after, paging.fetch()), user -> Cursor.of(user.username()));
    }

    /** @throws Problem where something does not fit or the name is taken */
    @Transactional
    public UserAccount create(String username, UserDetails details, Actor by) {
        if (!USERNAME.matcher(username).matches()) {
            throw invalid(
                    "username",
                    "must be lower case letters, digits and . _ @ + -, at most 100, beginning with a letter or digit");
        }
        check(username, details);
        try {
            rows.insert(username, details, hashOf(details));
        } catch (DuplicateKeyException taken) {
            throw Problem.conflict("username-taken", "That username is taken", "Choose another username.");
        }
        rows.setGroups(username, details.groups());
        var created = rows.get(username);
        audit.created(by, created);
        people.forget(username);
        return created;
    }

    /** @param version as the caller last saw it; null where he does not mind what others changed */
    @Transactional
    public UserAccount change(String username, UserDetails details, @Nullable Long version, Actor by) {
        rows.lockAdministrators();
        var before = rows.find(username).orElseThrow(() -> unknown(username));
        check(username, details);
        keepAnAdministrator(before, details);
        if (!rows.update(username, details, hashOf(details), version)) {
            throw Problem.conflict(
                    "changed-meanwhile", "Somebody else changed it meanwhile", "Load it again and repeat the change.");
        }
        rows.setGroups(username, details.groups());
        var after = rows.get(username);
        audit.changed(by, before, after, details.password() != null);
        if (!after.enabled() || details.password() != null) {
            sessions.endAllOf(username);
        }
        if (before.enabled() && !after.enabled()) {
            keys.revokeAllIssuedBy(username, by);
        }
        people.forget(username);
        return after;
    }

    /** A person's own choice of language, null for the browser's. */
    @Transactional
    public UserAccount setLocale(String username, @Nullable String locale) {
        checkLocale(locale);
        rows.setLocale(username, locale);
        people.forget(username);
        return rows.get(username);
    }

    private @Nullable String hashOf(UserDetails details) {
        return details.password() == null ? null : passwords.hash(details.password());
    }

    private void check(String username, UserDetails details) {
        if (details.password() != null) {
            Passwords.check(details.password());
        }
        checkLocale(details.locale());
        var manager = details.manager();
        if (manager != null && rows.isAtOrAbove(manager, username)) {
            throw invalid("manager", "must not lead back to the person");
        }
        if (manager != null && rows.find(manager).isEmpty()) {
            throw invalid("manager", "there is no user " + manager);
        }
        var unknown = rows.unknownGroups(details.groups());
        if (!unknown.isEmpty()) {
            throw invalid("groups", "there is no group " + String.join(", ", unknown));
        }
    }

    private static void checkLocale(@Nullable String locale) {
        if (locale != null && Locale.forLanguageTag(locale).getLanguage().isEmpty()) {
            throw invalid("locale", "must be a language tag such as en or de-CH");
        }
    }

    private void keepAnAdministrator(UserAccount before, UserDetails details) {
        var was = before.enabled() && before.roles().contains(Role.ADMIN);
        var stays = details.enabled() && details.roles().contains(Role.ADMIN);
        if (was && !stays && rows.administratorsWithout(before.username()) == 0) {
            throw Problem.conflict(
                    "last-admin", "This is the last administrator", "Give somebody else the role ADMIN first.");
        }
    }

    static Problem unknown(String username) {
        return Problem.notFound("unknown-user", "There is no such user", "There is no user " + username + ".");
    }

    static Problem invalid(String field, String message) {
        return Problem.badRequest(
                "invalid-request",
                "The request does not fit",
                field + " " + message + ".",
                new FieldError(field, message));
    }

    /** Whether nobody may administer Countersign yet. */
    @Transactional(readOnly = true)
    public boolean hasNoAdministrator() {
        return rows.administratorsWithout("") == 0;
    }

    static Set<Role> rolesOfTheFirst() {
        return Set.of(Role.USER, Role.ADMIN);
    }
}
