package io.countersign.engine.calendars;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.zone.ZoneOffsetTransition;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * Reckons in the working time of a calendar.
 *
 * <p>A moment outside working time counts as the next one within: what comes in at night comes in at the next opening. A closing time
 * still is working time, so that eight hours from nine o'clock end at five and not on the next day. A working day leads to the same clock
 * time on the next day on which people work, or where they don't work then, to the last moment before at which they do, else to the
 * opening of that day.
 */
public final class BusinessTime {

    /** Some ten years: further on, a calendar has no opening at all. */
    private static final int FARTHEST = 3700;

    private final BusinessCalendar calendar;
    private final Predicate<LocalDate> holiday;
    // one reckoning looks at the same days again and again
    private final Map<LocalDate, List<Span>> known = new HashMap<>();

    /** Hours of one day as they are on the time line, the end included. */
    private record Span(Instant from, Instant to) {
        Duration length() {
            return Duration.between(from, to);
        }
    }

    /** @param holiday whether a date is a holiday of the calendar's region */
    BusinessTime(BusinessCalendar calendar, Predicate<LocalDate> holiday) {
        this.calendar = calendar;
        this.holiday = holiday;
    }

    public BusinessCalendar calendar() {
        return calendar;
    }

    /** The moment when this much working time has passed since another one. */
    public Instant add(Instant start, WorkingTime time) {
        Instant at = open(start);
        LocalDate date = dateOf(at);
        for (int day = 0; day < time.days(); day++) {
            date = next(date, 1);
        }
        return plus(time.days() == 0 ? at : onDay(date, clock(at)), time.time());
    }

    /** The last moment from which no more than this much working time is left until another one. */
    public Instant subtract(Instant end, WorkingTime time) {
        Instant at = lastOpen(end);
        LocalDate date = dateOf(at);
        for (int day = 0; day < time.days(); day++) {
            date = next(date, -1);
        }
        return minus(time.days() == 0 ? at : onDay(date, clock(at)), time.time());
    }

    /** How much working time lies between two moments; negative where the second one is earlier. */
    public Duration between(Instant from, Instant to) {
        if (to.isBefore(from)) {
            return between(to, from).negated();
        }
        LocalDate last = dateOf(to);
        Duration sum = Duration.ZERO;
        for (LocalDate date = dateOf(from); !date.isAfter(last); date = date.plusDays(1)) {
            for (Span span : spans(date)) {
                Instant begin = later(span.from(), from);
                Instant end = earlier(span.to(), to);
                if (begin.isBefore(end)) {
                    sum = sum.plus(Duration.between(begin, end));
                }
            }
        }
        return sum;
    }

    /** How many days on which people work begin after the day of the one moment, up to that of the other. */
    public int daysBetween(Instant from, Instant to) {
        if (to.isBefore(from)) {
            return -daysBetween(to, from);
        }
        LocalDate last = dateOf(to);
        int days = 0;
        for (LocalDate date = dateOf(from).plusDays(1); !date.isAfter(last); date = date.plusDays(1)) {
            days += spans(date).isEmpty() ? 0 : 1;
        }
        return days;
    }

    private Instant plus(Instant start, Duration time) {
        Duration left = time;
        Instant at = start;
        for (LocalDate date = dateOf(start); ; date = next(date, 1)) {
            for (Span span : spans(date)) {
                if (span.to().isBefore(at)) {
                    continue;
                }
                Instant begin = later(span.from(), at);
                Duration here = Duration.between(begin, span.to());
                if (here.compareTo(left) >= 0) {
                    return begin.plus(left);
                }
                left = left.minus(here);
                at = span.to();
            }
        }
    }

    private Instant minus(Instant end, Duration time) {
        Duration left = time;
        Instant at = end;
        for (LocalDate date = dateOf(end); ; date = next(date, -1)) {
            for (Span span : spans(date).reversed()) {
                if (span.from().isAfter(at)) {
                    continue;
                }
                Instant stop = earlier(span.to(), at);
                Duration here = Duration.between(span.from(), stop);
                if (here.compareTo(left) >= 0) {
                    return stop.minus(left);
                }
                left = left.minus(here);
                at = span.from();
            }
        }
    }

    /** The moment itself where people work then, else the next opening. */
    private Instant open(Instant moment) {
        LocalDate date = dateOf(moment);
        // a day may begin with the closing time of the one before
        for (LocalDate day = date.minusDays(1); ; day = day.equals(date.minusDays(1)) ? date : next(day, 1)) {
            for (Span span : spans(day)) {
                if (!span.to().isBefore(moment)) {
                    return later(span.from(), moment);
                }
            }
        }
    }

    private Instant lastOpen(Instant moment) {
        for (LocalDate date = dateOf(moment); ; date = next(date, -1)) {
            for (Span span : spans(date).reversed()) {
                if (!span.from().isAfter(moment)) {
                    return earlier(span.to(), moment);
                }
            }
        }
    }

    private Instant onDay(LocalDate date, LocalDateTime clock) {
        Instant same = instant(date.atTime(clock.toLocalTime()));
        Instant best = spans(date).getFirst().from();
        for (Span span : spans(date)) {
            if (!span.from().isAfter(same)) {
                best = earlier(span.to(), same);
            }
        }
        return best;
    }

    /** The next date in a direction on which people work. */
    private LocalDate next(LocalDate date, int step) {
        for (int far = 1; far <= FARTHEST; far++) {
            LocalDate day = date.plusDays((long) far * step);
            if (!spans(day).isEmpty()) {
                return day;
            }
        }
        throw new IllegalArgumentException(
                "the calendar \"" + calendar.name() + "\" has no working day within ten years");
    }

    private List<Span> spans(LocalDate date) {
        return known.computeIfAbsent(date, this::spansOf);
    }

    private List<Span> spansOf(LocalDate date) {
        var spans = new ArrayList<Span>();
        for (Opening opening : openings(date)) {
            Span span = new Span(instant(date, opening.from()), instant(date, opening.to()));
            // hours that a change of the clock leaves out
            if (span.length().isPositive()) {
                spans.add(span);
            }
        }
        return spans;
    }

    private List<Opening> openings(LocalDate date) {
        if (calendar.workingDays().contains(date)) {
            return calendar.hoursOfWorkingDay(date.getDayOfWeek());
        }
        List<Opening> hours = calendar.hours(date.getDayOfWeek());
        return hours.isEmpty()
                        || calendar.daysOff().stream()
                                .anyMatch(off -> off.date().equals(date))
                        || holiday.test(date)
                ? List.of()
                : hours;
    }

    private Instant instant(LocalDate date, int minutes) {
        return instant(
                minutes == Opening.DAY ? date.plusDays(1).atStartOfDay() : date.atTime(minutes / 60, minutes % 60));
    }

    /** A clock time that is left out is the moment of the change; of one that comes twice it is the first. */
    private Instant instant(LocalDateTime time) {
        ZoneId zone = calendar.zone();
        ZoneOffsetTransition change = zone.getRules().getTransition(time);
        return change != null && change.isGap()
                ? change.getInstant()
                : time.atZone(zone).toInstant();
    }

    private LocalDate dateOf(Instant moment) {
        return clock(moment).toLocalDate();
    }

    private LocalDateTime clock(Instant moment) {
        return LocalDateTime.ofInstant(moment, calendar.zone());
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }
}
