package io.countersign.engine.calendars;

import io.countersign.engine.calendars.CalendarRows.Version;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The business calendars. They are few and rarely change, so they are kept in memory for as long as their version is the same. */
@Component
public class Calendars {

    private final CalendarRows rows;
    private final Holidays holidays;
    private final Clock clock;
    private volatile Loaded loaded = new Loaded(new Version(-1, 0), List.of(), Instant.MIN);

    /** @param at when they were last seen to be these */
    private record Loaded(Version version, List<BusinessCalendar> all, Instant at) {}

    Calendars(CalendarRows rows, Holidays holidays, Clock clock) {
        this.rows = rows;
        this.holidays = holidays;
        this.clock = clock;
    }

    /** By name. */
    public List<BusinessCalendar> all() {
        // before the rows: what changes in between is read again, not kept under a name that is not its own
        Instant now = clock.instant();
        Version version = rows.version();
        Loaded known = loaded;
        List<BusinessCalendar> all = known.version().equals(version) ? known.all() : rows.all();
        loaded = new Loaded(version, all, now);
        return all;
    }

    public Optional<BusinessCalendar> find(String id) {
        return all().stream().filter(calendar -> calendar.id().equals(id)).findFirst();
    }

    /** As they are now, for some time and for one thread: it sees no later change. */
    public Choice now() {
        return new Choice(all(), this);
    }

    /** As {@link #now}, for what is only shown and asked for often: what was changed within the last second may be missing. */
    public Choice recent() {
        Loaded known = loaded;
        boolean fresh = known.at().isAfter(clock.instant().minusSeconds(1));
        return fresh ? new Choice(known.all(), this) : now();
    }

    BusinessTime time(BusinessCalendar calendar) {
        String region = calendar.region();
        return new BusinessTime(calendar, date -> region != null && holidays.isHoliday(region, date));
    }

    /** Which calendar is whose. */
    public static final class Choice {

        private final List<BusinessCalendar> all;
        private final Calendars calendars;
        // they remember the days that they have looked at, which the next task is likely to need again
        private final Map<String, BusinessTime> times = new HashMap<>();

        private Choice(List<BusinessCalendar> all, Calendars calendars) {
            this.all = all;
            this.calendars = calendars;
        }

        /**
         * The calendar that a task names, else that of its process, else the first by name of its candidates' groups, else the default.
         *
         * @param named by the task; where there is none of that id, the rest decides
         */
        public BusinessTime of(@Nullable String named, String processId, Collection<String> groups) {
            BusinessCalendar chosen = all.stream()
                    .filter(calendar -> calendar.id().equals(named))
                    .findFirst()
                    .or(() -> all.stream()
                            .filter(calendar -> calendar.processIds().contains(processId))
                            .findFirst())
                    .or(() -> all.stream()
                            .filter(calendar -> groups.stream().anyMatch(calendar.groups()::contains))
                            .findFirst())
                    .or(() -> all.stream().filter(BusinessCalendar::isDefault).findFirst())
                    .orElseThrow(() -> new IllegalStateException("The default calendar is missing"));
            return times.computeIfAbsent(chosen.id(), id -> calendars.time(chosen));
        }

        public boolean has(String id) {
            return all.stream().anyMatch(calendar -> calendar.id().equals(id));
        }
    }
}
