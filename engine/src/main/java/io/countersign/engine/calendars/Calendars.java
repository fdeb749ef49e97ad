package io.countersign.engine.calendars;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The business calendars. They are few and rarely change, so they are kept in memory for as long as their version is the same. */
@Component
public class Calendars {

    private final CalendarRows rows;
    private final Holidays holidays;
    private volatile Loaded loaded = new Loaded(-1, List.of());

    private record Loaded(long version, List<BusinessCalendar> all) {}

    Calendars(CalendarRows rows, Holidays holidays) {
        this.rows = rows;
        this.holidays = holidays;
    }

    /** By name. */
    public List<BusinessCalendar> all() {
        long version = rows.version();
        Loaded known = loaded;
        if (known.version() != version) {
            known = new Loaded(version, rows.all());
            loaded = known;
        }
        return known.all();
    }

    public Optional<BusinessCalendar> find(String id) {
        return all().stream().filter(calendar -> calendar.id().equals(id)).findFirst();
    }

    /** As they are now, for some time: it sees no later change. */
    public Choice now() {
        return new Choice(all(), this);
    }

    BusinessTime time(BusinessCalendar calendar) {
        String region = calendar.region();
        return new BusinessTime(calendar, date -> region != null && holidays.isHoliday(region, date));
    }

    /** Which calendar is whose. */
    public static final class Choice {

        private final List<BusinessCalendar> all;
        private final Calendars calendars;

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
            return calendars.time(all.stream()
                    .filter(calendar -> calendar.id().equals(named))
                    .findFirst()
                    .or(() -> all.stream()
                            .filter(calendar -> calendar.processIds().contains(processId))
                            .findFirst())
                    .or(() -> all.stream()
                            .filter(calendar -> groups.stream().anyMatch(calendar.groups()::contains))
                            .findFirst())
                    .or(() -> all.stream().filter(BusinessCalendar::isDefault).findFirst())
                    .orElseThrow(() -> new IllegalStateException("The default calendar is missing")));
        }
    }
}
