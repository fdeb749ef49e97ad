package io.countersign.engine.calendars;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class BusinessTimeTests {

    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
    private static final List<String> ZONES = List.of(
            "UTC", "Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Asia/Kathmandu", "Pacific/Apia");

    private final Holidays holidays = new Holidays();

    @Test
    void goesOnTheNextMorningAndOverTheWeekend() {
        BusinessTime time = office(null);
        // Friday the 13th of March 2026
        assertThat(time.add(at("2026-03-13T15:00"), WorkingTime.parse("PT4H"))).isEqualTo(at("2026-03-16T11:00"));
        assertThat(time.add(at("2026-03-13T09:00"), WorkingTime.parse("PT8H"))).isEqualTo(at("2026-03-13T17:00"));
        assertThat(time.add(at("2026-03-13T15:00"), WorkingTime.parse("P2D"))).isEqualTo(at("2026-03-17T15:00"));
        assertThat(time.add(at("2026-03-13T20:00"), WorkingTime.parse("P1D"))).isEqualTo(at("2026-03-17T09:00"));
        assertThat(time.add(at("2026-03-14T12:00"), WorkingTime.parse("PT0S"))).isEqualTo(at("2026-03-16T09:00"));
        assertThat(time.add(at("2026-03-13T15:00"), WorkingTime.parse("P1DT4H")))
                .isEqualTo(at("2026-03-17T11:00"));
        assertThat(time.subtract(at("2026-03-16T10:00"), WorkingTime.parse("PT4H")))
                .isEqualTo(at("2026-03-13T14:00"));
        assertThat(time.subtract(at("2026-03-15T10:00"), WorkingTime.parse("P1D")))
                .isEqualTo(at("2026-03-12T17:00"));
        assertThat(time.between(at("2026-03-13T16:00"), at("2026-03-16T10:00"))).isEqualTo(Duration.ofHours(2));
        assertThat(time.between(at("2026-03-16T10:00"), at("2026-03-13T16:00"))).isEqualTo(Duration.ofHours(-2));
        assertThat(time.daysBetween(at("2026-03-13T16:00"), at("2026-03-17T10:00")))
                .isEqualTo(2);
    }

    @Test
    void knowsHolidaysOfCountriesAndTheirParts() {
        // Corpus Christi, the 4th of June 2026, is one in Bavaria and none in Berlin
        assertThat(office("de-by").add(at("2026-06-03T16:00"), WorkingTime.parse("PT2H")))
                .isEqualTo(at("2026-06-05T10:00"));
        assertThat(office("de-be").add(at("2026-06-03T16:00"), WorkingTime.parse("PT2H")))
                .isEqualTo(at("2026-06-04T10:00"));
        assertThat(holidays.isHoliday("us", LocalDate.parse("2026-11-26"))).isTrue();
        assertThat(holidays.isHoliday("gb-sct", LocalDate.parse("2026-11-30"))).isTrue();
        assertThat(holidays.isHoliday("gb-eng", LocalDate.parse("2026-11-30"))).isFalse();
        assertThat(holidays.knows("de-xx")).isFalse();
        assertThat(holidays.in("de", 2027, java.util.Locale.GERMAN))
                .extracting(Holidays.Named::name)
                .contains("Tag der Deutschen Einheit");
    }

    @Test
    void losesAndWinsTheHourOfASummerTime() {
        BusinessTime always = new BusinessTime(calendar(BERLIN, wholeDays(), Set.of()), date -> false);
        Instant saturday = at("2026-03-28T12:00");
        assertThat(always.add(saturday, WorkingTime.parse("PT24H"))).isEqualTo(at("2026-03-29T13:00"));
        assertThat(always.add(saturday, WorkingTime.parse("P1D"))).isEqualTo(at("2026-03-29T12:00"));
        assertThat(always.between(at("2026-10-25T00:00"), at("2026-10-26T00:00")))
                .isEqualTo(Duration.ofHours(25));
    }

    @Test
    void ownDaysOutrankTheRest() {
        var calendar = new BusinessCalendar(
                "c",
                "C",
                BERLIN,
                week("09:00-12:00", "13:00-17:00"),
                "de",
                List.of(new DayOff(LocalDate.parse("2026-12-24"), "Christmas Eve")),
                Set.of(LocalDate.parse("2026-12-26")),
                Set.of(),
                Set.of(),
                1);
        BusinessTime time = new BusinessTime(calendar, date -> holidays.isHoliday("de", date));
        // the 24th is off, the 25th a holiday, the 26th a Saturday and a holiday that is worked all the same
        assertThat(time.add(at("2026-12-23T17:00"), WorkingTime.parse("PT4H"))).isEqualTo(at("2026-12-26T14:00"));
    }

    @Test
    void saysWhatIsNoWorkingTime() {
        for (String text : List.of("", "P", "PT", "2D", "P1W", "P1M", "-P1D", "P1DT", "P2000D", "tomorrow", "PT1.5H")) {
            assertThatThrownBy(() -> WorkingTime.parse(text))
                    .as(text)
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("\"" + text + "\"");
        }
    }

    @Test
    void agreesWithAClockThatTicksThroughTheMinutes() {
        var random = new Random(20261123);
        for (int round = 0; round < 2_000; round++) {
            BusinessCalendar calendar = random(random);
            int holiday = random.nextInt(3, 40);
            BusinessTime time = new BusinessTime(calendar, date -> date.toEpochDay() % holiday == 0);
            // around the changes of the clock in both halves of the year
            Instant start = Instant.parse(random.nextBoolean() ? "2026-03-26T00:00:00Z" : "2026-10-22T00:00:00Z")
                    .plus(Duration.ofMinutes(random.nextInt(8 * 24 * 60)));
            int minutes = random.nextInt(24 * 60);
            String as = calendar + " from " + start + " for " + minutes;

            Instant end = time.add(start, new WorkingTime(0, Duration.ofMinutes(minutes)));
            assertThat(end).as(as).isEqualTo(ticking(calendar, holiday, start, minutes));
            assertThat(time.between(start, end)).as(as).isEqualTo(Duration.ofMinutes(minutes));
            Instant back = time.subtract(end, new WorkingTime(0, Duration.ofMinutes(minutes)));
            assertThat(time.between(back, end)).as(as).isEqualTo(Duration.ofMinutes(minutes));
            assertThat(back).as(as).isAfterOrEqualTo(start);

            Instant later = start.plus(Duration.ofMinutes(random.nextInt(3 * 24 * 60)));
            var some = new WorkingTime(random.nextInt(4), Duration.ofMinutes(random.nextInt(600)));
            Instant due = time.add(start, some);
            assertThat(time.add(later, some)).as(as + " and " + later).isAfterOrEqualTo(due);
            assertThat(isOpen(calendar, holiday, due) || isOpen(calendar, holiday, due.minus(Duration.ofMinutes(1))))
                    .as(as + " ends in working time: " + due)
                    .isTrue();
        }
    }

    /** The slow way: every minute is looked at. */
    private static Instant ticking(BusinessCalendar calendar, int holiday, Instant start, int minutes) {
        Instant at = start;
        int left = minutes;
        // what is over is over at its end; nothing at all begins with the next open minute
        if (left == 0 && !isOpen(calendar, holiday, at.minus(Duration.ofMinutes(1)))) {
            while (!isOpen(calendar, holiday, at)) {
                at = at.plus(Duration.ofMinutes(1));
            }
        }
        while (left > 0) {
            if (isOpen(calendar, holiday, at)) {
                left--;
            }
            at = at.plus(Duration.ofMinutes(1));
        }
        return at;
    }

    /** Whether people work in the minute that begins then: by the clock on the wall. */
    private static boolean isOpen(BusinessCalendar calendar, int holiday, Instant minute) {
        ZonedDateTime wall = minute.atZone(calendar.zone());
        LocalDate date = wall.toLocalDate();
        boolean worked = calendar.workingDays().contains(date);
        if (!worked && date.toEpochDay() % holiday == 0) {
            return false;
        }
        int now = wall.getHour() * 60 + wall.getMinute();
        List<Opening> hours =
                worked ? calendar.hoursOfWorkingDay(date.getDayOfWeek()) : calendar.hours(date.getDayOfWeek());
        return hours.stream().anyMatch(hour -> hour.from() <= now && now < hour.to());
    }

    private static BusinessCalendar random(Random random) {
        var week = new EnumMap<DayOfWeek, List<Opening>>(DayOfWeek.class);
        week.put(DayOfWeek.of(random.nextInt(1, 8)), List.of(new Opening(9 * 60, 17 * 60)));
        for (DayOfWeek day : EnumSet.allOf(DayOfWeek.class)) {
            if (random.nextInt(4) > 0) {
                week.put(day, hours(random));
            }
        }
        Set<LocalDate> worked = random.nextBoolean() ? Set.of() : Set.of(LocalDate.parse("2026-03-29"));
        return calendar(ZoneId.of(ZONES.get(random.nextInt(ZONES.size()))), week, worked);
    }

    /** No edge lies in the hour that comes twice, where a wall clock can't tell. */
    private static List<Opening> hours(Random random) {
        if (random.nextInt(5) == 0) {
            return List.of(new Opening(0, Opening.DAY));
        }
        var hours = new ArrayList<Opening>();
        int from = random.nextInt(4 * 60, 12 * 60);
        int to = from + random.nextInt(1, 5 * 60);
        hours.add(new Opening(from, to));
        if (random.nextBoolean()) {
            int again = to + random.nextInt(0, 120);
            hours.add(new Opening(again, Math.min(Opening.DAY, again + random.nextInt(1, 400))));
        }
        return hours;
    }

    private BusinessTime office(@org.jspecify.annotations.Nullable String region) {
        return new BusinessTime(
                calendar(BERLIN, week("09:00-17:00"), Set.of()),
                date -> region != null && holidays.isHoliday(region, date));
    }

    private static Map<DayOfWeek, List<Opening>> week(String... hours) {
        var week = new EnumMap<DayOfWeek, List<Opening>>(DayOfWeek.class);
        EnumSet.range(DayOfWeek.MONDAY, DayOfWeek.FRIDAY)
                .forEach(day -> week.put(
                        day, List.of(hours).stream().map(Opening::parse).toList()));
        return week;
    }

    private static Map<DayOfWeek, List<Opening>> wholeDays() {
        var week = new EnumMap<DayOfWeek, List<Opening>>(DayOfWeek.class);
        EnumSet.allOf(DayOfWeek.class).forEach(day -> week.put(day, List.of(new Opening(0, Opening.DAY))));
        return week;
    }

    private static BusinessCalendar calendar(
            ZoneId zone, Map<DayOfWeek, List<Opening>> week, Set<LocalDate> workingDays) {
        return new BusinessCalendar("c", "C", zone, week, null, List.of(), workingDays, Set.of(), Set.of(), 1);
    }

    private static Instant at(String berlin) {
        return java.time.LocalDateTime.parse(berlin).atZone(BERLIN).toInstant();
    }
}
