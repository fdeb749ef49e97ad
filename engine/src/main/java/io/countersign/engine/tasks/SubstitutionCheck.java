package io.countersign.engine.tasks;

import io.countersign.engine.identity.Directory;
import io.countersign.engine.identity.Role;
import io.countersign.engine.web.Problem;
import io.countersign.engine.web.Problem.FieldError;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Whether a substitution that somebody wants makes sense; says all that does not at once. */
@Component
class SubstitutionCheck {

    private static final int MAX_PROCESSES = 100;
    private static final int MAX_PROCESS_ID = 255;
    private static final int MAX_DIGITS = 30;

    /** PostgreSQL's times end later, and years before the first mean nothing here. */
    private static final Instant EARLIEST = Instant.parse("2000-01-01T00:00:00Z");

    private static final Instant LATEST = Instant.parse("9999-12-31T00:00:00Z");

    private final Directory directory;
    private final Substitutions substitutions;
    private final TaskSettings settings;

    SubstitutionCheck(Directory directory, Substitutions substitutions, TaskSettings settings) {
        this.directory = directory;
        this.substitutions = substitutions;
        this.settings = settings;
    }

    /** @throws Problem 422 with an error for each field that does not fit */
    void check(String absent, NewSubstitution wanted, Instant now) {
        var errors = new ArrayList<FieldError>();
        if (absent.isBlank()) {
            errors.add(new FieldError("absent", "is required"));
        } else if (directory.person(absent).isEmpty()) {
            errors.add(new FieldError("absent", "there is no user " + absent));
        } else if (substitutions.countOpen(absent, now) >= settings.maxSubstitutions()) {
            errors.add(new FieldError(
                    "absent", "has " + settings.maxSubstitutions() + " substitutions, end one that is not needed"));
        }
        add(errors, "substitute", substitute(absent, wanted.substitute()));
        Instant startsAt = Objects.requireNonNullElse(wanted.startsAt(), now);
        add(errors, "startsAt", isSane(startsAt) ? null : "has to be a time of our days");
        add(errors, "endsAt", wanted.endsAt() == null ? null : end(wanted.endsAt(), startsAt, now));
        add(errors, "processIds", processes(wanted.processIds()));
        add(errors, "maxAmount", wanted.maxAmount() == null ? null : amount(wanted.maxAmount()));
        if (!errors.isEmpty()) {
            throw Problem.unprocessable(
                    "substitution-does-not-fit",
                    "The substitution does not fit",
                    "Some of what was sent does not fit; errors says what.",
                    errors.toArray(FieldError[]::new));
        }
    }

    private static void add(List<FieldError> errors, String field, @Nullable String message) {
        if (message != null) {
            errors.add(new FieldError(field, message));
        }
    }

    private @Nullable String substitute(String absent, @Nullable String substitute) {
        if (substitute == null || substitute.isBlank()) {
            return "is required";
        }
        if (substitute.equals(absent)) {
            return "has to be somebody else";
        }
        return directory
                        .person(substitute)
                        .filter(person -> person.enabled() && person.roles().contains(Role.USER))
                        .isPresent()
                ? null
                : "has to be somebody who works in the inbox";
    }

    private static @Nullable String end(Instant endsAt, Instant startsAt, Instant now) {
        if (!endsAt.isAfter(startsAt)) {
            return "has to be after the start";
        }
        if (!endsAt.isAfter(now)) {
            return "is over already";
        }
        return isSane(endsAt) ? null : "has to be a time of our days";
    }

    private static boolean isSane(Instant time) {
        return time.isAfter(EARLIEST) && time.isBefore(LATEST);
    }

    private static @Nullable String processes(List<String> processIds) {
        if (processIds.size() > MAX_PROCESSES) {
            return "may name at most " + MAX_PROCESSES + " processes";
        }
        return processIds.stream().anyMatch(id -> id.isBlank() || id.length() > MAX_PROCESS_ID)
                ? "has to name processes by their ids"
                : null;
    }

    private static @Nullable String amount(BigDecimal amount) {
        if (amount.signum() < 0) {
            return "must not be negative";
        }
        return amount.precision() > MAX_DIGITS || Math.abs(amount.scale()) > MAX_DIGITS ? "has too many digits" : null;
    }
}
