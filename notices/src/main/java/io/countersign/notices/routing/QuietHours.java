package io.countersign.notices.routing;

import java.time.Duration;
import java.time.LocalTime;

/** When nobody is to be disturbed by a mail; they may last over midnight. */
public record QuietHours(LocalTime from, LocalTime until) {

    private static final Duration DAY = Duration.ofDays(1);

    boolean lastOverMidnight() {
        return !from.isBefore(until);
    }

    public Duration length() {
        Duration length = Duration.between(from, until);
        return lastOverMidnight() ? length.plus(DAY) : length;
    }
}
