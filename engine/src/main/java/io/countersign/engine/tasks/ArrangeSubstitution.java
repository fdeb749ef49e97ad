package io.countersign.engine.tasks;

import io.countersign.engine.identity.Caller;
import io.countersign.engine.identity.Directory;
import io.countersign.engine.identity.Role;
import io.countersign.engine.identity.UserAccount;
import io.countersign.engine.web.Cursor;
import io.countersign.engine.web.Hints;
import io.countersign.engine.web.Page;
import io.countersign.engine.web.Paging;
import io.countersign.engine.web.Problem;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Who acts for whom while somebody is away: everybody arranges it for himself, administrators for anybody. */
@Component
public class ArrangeSubstitution {

    private final Substitutions substitutions;
    private final SubstitutionCheck check;
    private final TaskMail mail;
    private final SubstitutionAudit audit;
    private final Directory directory;
    private final Hints hints;
    private final Clock clock;

    ArrangeSubstitution(
            Substitutions substitutions,
            SubstitutionCheck check,
            TaskMail mail,
            SubstitutionAudit audit,
            Directory directory,
            Hints hints,
            Clock clock) {
        this.substitutions = substitutions;
        this.check = check;
        this.mail = mail;
        this.audit = audit;
        this.directory = directory;
        this.hints = hints;
        this.clock = clock;
    }

    /** @throws Problem 403, or 422 with what does not fit */
    @Transactional
    public SubstitutionView create(Caller caller, NewSubstitution wanted) {
        String absentee = absent(caller, wanted.absent());
        Instant now = now();
        check.check(absentee, wanted, now);
        UserAccount absent = directory.person(absentee).orElseThrow();
        UserAccount substitute =
                directory.person(Objects.requireNonNull(wanted.substitute())).orElseThrow();
        var substitution = new Substitution(
                UUID.randomUUID(),
                person(absent),
                person(substitute),
                wanted.startsAt() == null ? now : wanted.startsAt().truncatedTo(ChronoUnit.MICROS),
                wanted.endsAt() == null ? null : wanted.endsAt().truncatedTo(ChronoUnit.MICROS),
                wanted.processIds().stream().distinct().toList(),
                wanted.maxAmount(),
                Audience.nameOf(caller),
                now,
                null,
                null);
        substitutions.insert(substitution);
        audit.created(substitution, absent, substitute, caller);
        mail.standsIn(substitution, substitute, caller, now);
        hints.send(List.of("tasks"));
        return SubstitutionView.from(substitution, now);
    }

    /**
     * Ends it now, or cancels one that has not begun. What is over stays as it is.
     *
     * @throws Problem 403, 404
     */
    @Transactional
    public void end(Caller caller, UUID id) {
        Substitution substitution = substitutions
                .lock(id)
                .filter(found -> mayEnd(caller, found) || isSubstitute(caller, found))
                .orElseThrow(() -> Problem.notFound(
                        "substitution-not-found",
                        "There is no such substitution",
                        "No substitution that you may change has the id " + id + "."));
        if (!mayEnd(caller, substitution)) {
            throw Problem.forbidden(
                    "not-your-substitution",
                    "You can't end this substitution",
                    "Only " + substitution.absent().displayName() + ", whoever arranged it, or an administrator can.");
        }
        Instant now = now();
        if (substitution.isOver(now)) {
            return;
        }
        substitutions.end(id, Audience.nameOf(caller), now);
        audit.ended(substitution, caller, now);
        hints.send(List.of("tasks"));
    }

    /**
     * The newest first.
     *
     * @param absent whose; null for those in which the caller is absent or the substitute
     * @throws Problem 403 where it is somebody else's and the caller is no administrator
     */
    @Transactional(readOnly = true)
    public Page<SubstitutionView> page(Caller caller, @Nullable String absent, Paging paging) {
        List<Substitution> found = absent == null
                ? substitutions.with(Audience.nameOf(caller), paging)
                : substitutions.of(absent(caller, absent), paging);
        Instant now = clock.instant();
        return Page.of(paging, found, substitution -> Cursor.of(substitution.createdAt(), substitution.id()))
                .map(substitution -> SubstitutionView.from(substitution, now));
    }

    private static String absent(Caller caller, @Nullable String named) {
        boolean isCaller = caller.isPerson() && (named == null || named.equals(caller.name()));
        if (isCaller) {
            return caller.name();
        }
        if (!caller.has(Role.ADMIN)) {
            throw Problem.forbidden(
                    "not-an-administrator",
                    "You can't do that for somebody else",
                    "Everybody arranges their own substitution; for somebody who can't, ask an administrator.");
        }
        return Objects.requireNonNullElse(named, "");
    }

    private static boolean mayEnd(Caller caller, Substitution substitution) {
        return caller.has(Role.ADMIN)
                || Audience.nameOf(caller).equals(substitution.absent().username())
                || Audience.nameOf(caller).equals(substitution.createdBy());
    }

    private static boolean isSubstitute(Caller caller, Substitution substitution) {
        return Audience.nameOf(caller).equals(substitution.substitute().username());
    }

    /** PostgreSQL keeps microseconds; what is told now and what is read later are to be the same. */
    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    private static Person person(UserAccount account) {
        return new Person(account.username(), account.displayName());
    }
}
