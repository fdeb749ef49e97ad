package io.countersign.notices.routing;

import io.countersign.notices.NoticeKind;
import io.countersign.notices.routing.Choice.Timing;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How somebody wants to hear of things.
 *
 * @param digestAt when daily mails come
 * @param quiet null where there are none
 * @param webhook an address that notices are posted to; null where there is none
 * @param choices by a kind's id; what is missing is as for everybody
 */
public record Preferences(
        ZoneId zone,
        LocalTime digestAt,
        @Nullable QuietHours quiet,
        @Nullable String webhook,
        Map<String, Choice> choices) {

    public static final Preferences USUAL = new Preferences(ZoneOffset.UTC, LocalTime.of(8, 0), null, null, Map.of());

    public Choice of(NoticeKind kind) {
        return choices.getOrDefault(kind.id(), Choice.USUAL);
    }

    boolean wantsWebhook(Choice choice) {
        return choice.webhook() && webhook != null;
    }

    /** When a mail of something that happens now may come. */
    Instant mailAt(Timing timing, Instant now) {
        var clock = new LocalClock(zone);
        Instant due = switch (timing) {
            case NOW -> now;
            case HOURLY -> LocalClock.nextHour(now);
            case DAILY -> clock.next(digestAt, now);
        };
        return quiet == null ? due : clock.outside(quiet, due);
    }
}
