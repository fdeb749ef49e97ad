package io.countersign.engine.calendars;

import io.countersign.engine.readmodel.OneAtATime;
import io.countersign.engine.web.Hints;
import io.countersign.engine.web.Problem;
import io.countersign.engine.web.Problem.FieldError;
import io.countersign.engine.web.RequestId;
import io.countersign.store.audit.Actor;
import io.countersign.store.audit.AuditEntry;
import io.countersign.store.audit.AuditTrail;
import java.time.Clock;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.json.JsonMapper;

/** Changes business calendars, with an audit entry each. */
@Component
public class ChangeCalendars {

    private static final Pattern ID = Pattern.compile("[a-z0-9][a-z0-9-]{0,49}");
    private static final int MOST = 200;
    private static final int MOST_DAYS = 1000;
    private static final int MOST_OWNERS = 200;
    private static final int MOST_HOURS = 10;

    private final CalendarRows rows;
    private final Holidays holidays;
    private final AuditTrail audit;
    private final JsonMapper json;
    private final JdbcClient jdbc;
    private final ApplicationEventPublisher events;
    private final Hints hints;
    private final Clock clock;

    ChangeCalendars(
            CalendarRows rows,
            Holidays holidays,
            AuditTrail audit,
            JsonMapper json,
            JdbcClient jdbc,
            ApplicationEventPublisher events,
            Hints hints,
            Clock clock) {
        this.rows = rows;
        this.holidays = holidays;
        this.audit = audit;
        this.json = json;
        this.jdbc = jdbc;
        this.events = events;
        this.hints = hints;
        this.clock = clock;
    }

    /** @throws Problem 409 or 422 */
    @Transactional
    public BusinessCalendar create(BusinessCalendar calendar, Actor by) {
        oneAtATime();
        if (!ID.matcher(calendar.id()).matches()) {
            throw unfit("calendarId", "must be small letters, digits and hyphens, at most 50");
        }
        List<BusinessCalendar> others = rows.all();
        if (others.size() >= MOST) {
            throw unfit("calendarId", "would be one too many: there may be " + MOST + " calendars");
        }
        check(calendar, others);
        if (!rows.insert(calendar)) {
            throw Problem.conflict("calendar-exists", "There is such a calendar already", "Choose another id.");
        }
        return changed("calendar.created", calendar.id(), null, by);
    }

    /**
     * @param calendar with the version that the caller has seen
     * @throws Problem 404, 409 or 422
     */
    @Transactional
    public BusinessCalendar change(BusinessCalendar calendar, Actor by) {
        oneAtATime();
        BusinessCalendar before = get(calendar.id());
        check(calendar, rows.all());
        if (!rows.update(calendar)) {
            throw Problem.conflict(
                    "changed-meanwhile",
                    "Somebody else changed it meanwhile",
                    "Load the calendar again and repeat the change.");
        }
        return changed("calendar.changed", calendar.id(), before, by);
    }

    /** @throws Problem 404 or 409 */
    @Transactional
    public void delete(String id, Actor by) {
        oneAtATime();
        BusinessCalendar before = get(id);
        if (before.isDefault()) {
            throw Problem.conflict(
                    "default-calendar",
                    "The default calendar can't be deleted",
                    "It serves whatever has no other calendar. Change it instead.");
        }
        rows.delete(id);
        append("calendar.deleted", id, before, null, by);
        tell(id);
    }

    private void oneAtATime() {
        OneAtATime.of(jdbc, "calendars", "all");
    }

    private BusinessCalendar get(String id) {
        return find(id).orElseThrow(() ->
                Problem.notFound("unknown-calendar", "There is no such calendar", "There is no calendar " + id + "."));
    }

    /** From the rows: what is kept in memory may be older, and must not learn of what is not committed. */
    private Optional<BusinessCalendar> find(String id) {
        return rows.all().stream().filter(calendar -> calendar.id().equals(id)).findFirst();
    }

    private BusinessCalendar changed(String action, String id, @Nullable BusinessCalendar before, Actor by) {
        BusinessCalendar after = find(id).orElseThrow();
        append(action, id, before, after, by);
        tell(id);
        return after;
    }

    private void tell(String id) {
        events.publishEvent(new CalendarChanged(id));
        hints.send(List.of("tasks"));
    }

    private void append(
            String action, String id, @Nullable BusinessCalendar before, @Nullable BusinessCalendar after, Actor by) {
        audit.append(new AuditEntry(
                clock.instant(),
                by,
                null,
                action,
                "calendar",
                id,
                null,
                RequestId.current(),
                before == null ? null : json.writeValueAsString(before),
                after == null ? null : json.writeValueAsString(after),
                Map.of(),
                null));
    }

    private void check(BusinessCalendar calendar, List<BusinessCalendar> all) {
        if (calendar.name().isBlank() || calendar.name().length() > 100) {
            throw unfit("name", "has to be a text of at most 100 characters");
        }
        if (calendar.week().values().stream().allMatch(List::isEmpty)) {
            throw unfit("week", "needs hours on one weekday at least");
        }
        calendar.week().values().forEach(ChangeCalendars::checkHours);
        String region = calendar.region();
        if (region != null && !holidays.knows(region)) {
            throw unfit("region", "is none whose holidays are known, such as de, de-by, us-ca or gb-eng");
        }
        checkDays(calendar);
        checkOwners(calendar, all);
    }

    private static void checkHours(List<Opening> hours) {
        if (hours.size() > MOST_HOURS) {
            throw unfit("week", "may have at most " + MOST_HOURS + " openings a day");
        }
        for (int i = 1; i < hours.size(); i++) {
            if (hours.get(i).from() < hours.get(i - 1).to()) {
                throw unfit("week", "has hours that overlap or are out of order: " + hours.get(i));
            }
        }
    }

    private static void checkDays(BusinessCalendar calendar) {
        if (calendar.daysOff().size() > MOST_DAYS || calendar.workingDays().size() > MOST_DAYS) {
            throw unfit("daysOff", "may have at most " + MOST_DAYS + " days");
        }
        Set<LocalDate> seen = new HashSet<>();
        for (DayOff off : calendar.daysOff()) {
            if (off.name().length() > 100) {
                throw unfit("daysOff", "has a name of more than 100 characters");
            }
            if (!seen.add(off.date())) {
                throw unfit("daysOff", "names " + off.date() + " twice");
            }
            if (calendar.workingDays().contains(off.date())) {
                throw unfit("workingDays", "and daysOff both name " + off.date());
            }
        }
    }

    /** Which calendar holds must be clear. */
    private static void checkOwners(BusinessCalendar calendar, List<BusinessCalendar> all) {
        if (calendar.processIds().size() > MOST_OWNERS || calendar.groups().size() > MOST_OWNERS) {
            throw unfit("processIds", "and groups may have at most " + MOST_OWNERS + " each");
        }
        for (BusinessCalendar other : all) {
            if (other.id().equals(calendar.id())) {
                continue;
            }
            calendar.processIds().stream()
                    .filter(other.processIds()::contains)
                    .findFirst()
                    .ifPresent(taken -> {
                        throw unfit("processIds", "has " + taken + ", which has the calendar " + other.name());
                    });
            calendar.groups().stream()
                    .filter(other.groups()::contains)
                    .findFirst()
                    .ifPresent(taken -> {
                        throw unfit("groups", "has " + taken + ", which has the calendar " + other.name());
                    });
        }
    }

    /** @param message goes on after the field's name */
    public static Problem unfit(String field, String message) {
        return Problem.unprocessable(
                "calendar-does-not-fit",
                "The calendar can't be like this",
                field + " " + message + ".",
                new FieldError(field, message));
    }
}
