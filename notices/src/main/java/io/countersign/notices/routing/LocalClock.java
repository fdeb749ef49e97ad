package io.countersign.notices.routing;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.time.zone.ZoneOffsetTransition;

/** Moments by the clock of where somebody is, whatever it does in spring and autumn. */
record LocalClock(ZoneId zone) {

    static Instant nextHour(Instant after) {
        return after.truncatedTo(ChronoUnit.HOURS).plus(Duration.ofHours(1));
    }

    /** When it next shows this time: where it shows it twice, the first time, and where it leaves it out, when it does. */
    Instant next(LocalTime time, Instant after) {
        LocalDate day = after.atZone(zone).toLocalDate();
        Instant next = at(day, time, false);
        while (!next.isAfter(after)) {
            day = day.plusDays(1);
            next = at(day, time, false);
        }
        return next;
    }

    /** The moment itself, or the end of the quiet hours that it is in. */
    Instant outside(QuietHours quiet, Instant moment) {
        LocalDate today = moment.atZone(zone).toLocalDate();
        for (LocalDate begins = today.minusDays(1); !begins.isAfter(today); begins = begins.plusDays(1)) {
            LocalDate ends = quiet.lastOverMidnight() ? begins.plusDays(1) : begins;
            Instant from = at(begins, quiet.from(), false);
            Instant until = at(ends, quiet.until(), true);
            if (!moment.isBefore(from) && moment.isBefore(until)) {
                return until;
            }
        }
        return moment;
    }

    /** @param last which of the two, where the clock shows the time twice */
    private Instant at(LocalDate day, LocalTime time, boolean last) {
        ZoneOffsetTransition change = zone.getRules().getTransition(day.atTime(time));
        if (change != null && change.isGap()) {
            return change.getInstant();
        }
        ZonedDateTime there = ZonedDateTime.of(day, time, zone);
        return (last ? there.withLaterOffsetAtOverlap() : there.withEarlierOffsetAtOverlap()).toInstant();
    }
}
