package io.countersign.engine.tasks;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;

class DueRangeTests {

    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

    // a Sunday evening in Berlin, a Monday there already three hours later
    private static final Instant SUNDAY = Instant.parse("2026-03-29T20:00:00Z");

    @Test
    void meansTheDayOfWhoAsks() {
        assertThat(DueRange.named("today", SUNDAY, BERLIN))
                .isEqualTo(range("2026-03-28T23:00:00Z", "2026-03-29T22:00:00Z"));
        assertThat(DueRange.named("today", SUNDAY, ZoneId.of("Asia/Tokyo")))
                .isEqualTo(range("2026-03-29T15:00:00Z", "2026-03-30T15:00:00Z"));
    }

    @Test
    void hasAWeekFromMondayToSundayWhenClocksChange() {
        assertThat(DueRange.named("week", SUNDAY, BERLIN))
                .isEqualTo(range("2026-03-22T23:00:00Z", "2026-03-29T22:00:00Z"));
        assertThat(DueRange.named("week", SUNDAY.plusSeconds(7200), BERLIN))
                .isEqualTo(range("2026-03-29T22:00:00Z", "2026-04-05T22:00:00Z"));
    }

    private static DueRange range(String from, String before) {
        return new DueRange(Instant.parse(from), Instant.parse(before), false);
    }
}
