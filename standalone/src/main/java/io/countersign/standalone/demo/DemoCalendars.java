package io.countersign.standalone.demo;

import io.countersign.engine.calendars.BusinessCalendar;
import io.countersign.engine.calendars.Calendars;
import io.countersign.engine.calendars.ChangeCalendars;
import io.countersign.engine.calendars.Opening;
import io.countersign.store.audit.Actor;
import java.time.DayOfWeek;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** When the people of the sample processes work. */
public final class DemoCalendars {

    private static final String OFFICE = "office";

    private static final Map<DayOfWeek, List<Opening>> WEEK = EnumSet.range(DayOfWeek.MONDAY, DayOfWeek.FRIDAY).stream()
            .collect(Collectors.toMap(Function.identity(), day -> List.of(Opening.parse("09:00-17:00"))));

    private final Calendars calendars;
    private final ChangeCalendars change;
    private final Actor by;

    public DemoCalendars(Calendars calendars, ChangeCalendars change, Actor by) {
        this.calendars = calendars;
        this.change = change;
        this.by = by;
    }

    /** What is there stays as it is. */
    public void create() {
        if (calendars.find(OFFICE).isEmpty()) {
            change.create(
                    new BusinessCalendar(
                            OFFICE,
                            "Office in Berlin",
                            ZoneId.of("Europe/Berlin"),
                            WEEK,
                            "de-be",
                            List.of(),
                            Set.of(),
                            Set.of("purchase-request", "leave-request"),
                            Set.of(),
                            0),
                    by);
        }
    }
}
