package io.countersign.notices.routing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.zone.ZoneOffsetTransition;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LocalClockTests {

    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
    private static final Duration LONGEST_DAY = Duration.ofHours(26);
    private static final List<ZoneId> ZONES =
            ZoneId.getAvailableZoneIds().stream().sorted().map(ZoneId::of).toList();
    private static final Instant BEGIN = Instant.parse("2020-01-01T00:00:00Z");

    @Test
    void waitsForTheEndOfTheNight() {
        var clock = new LocalClock(BERLIN);
        var night = new QuietHours(LocalTime.of(20, 0), LocalTime.of(7, 0));

        assertThat(clock.outside(night, at("2026-11-23T18:59:59Z"))).isEqualTo("2026-11-23T18:59:59Z");
        assertThat(clock.outside(night, at("2026-11-23T19:00:00Z"))).isEqualTo("2026-11-24T06:00:00Z");
        assertThat(clock.outside(night, at("2026-11-24T05:59:59Z"))).isEqualTo("2026-11-24T06:00:00Z");
        assertThat(clock.outside(night, at("2026-11-24T06:00:00Z"))).isEqualTo("2026-11-24T06:00:00Z");
    }

    @Test
    void takesATimeThatIsLeftOutForTheMomentOfTheJump() {
        var clock = new LocalClock(BERLIN);

        assertThat(clock.next(LocalTime.of(2, 30), at("2026-03-28T12:00:00Z"))).isEqualTo("2026-03-29T01:00:00Z");
        assertThat(clock.next(LocalTime.of(2, 30), at("2026-03-29T01:00:00Z"))).isEqualTo("2026-03-30T00:30:00Z");
    }

    @Test
    void writesOnceWhereTheClockShowsATimeTwice() {
        var clock = new LocalClock(BERLIN);

        assertThat(clock.next(LocalTime.of(2, 30), at("2026-10-24T12:00:00Z"))).isEqualTo("2026-10-25T00:30:00Z");
        assertThat(clock.next(LocalTime.of(2, 30), at("2026-10-25T00:30:00Z"))).isEqualTo("2026-10-26T01:30:00Z");
    }

    /** Any zone, any moment, and every other time one around a change of the clock. */
    @Test
    void findsTheNextDigestEverywhereAndAlways() {
        var random = new Random(42);
        for (int i = 0; i < 50_000; i++) {
            ZoneId zone = zone(random);
            Instant now = moment(random, zone);
            LocalTime time = time(random);
            var clock = new LocalClock(zone);

            Instant next = clock.next(time, now);

            String what = time + " after " + now + " in " + zone;
            assertThat(next).as(what).isAfter(now).isBeforeOrEqualTo(now.plus(LONGEST_DAY));
            assertThat(clock.next(time, next.minusNanos(1)))
                    .as("whoever asks shortly before: %s", what)
                    .isEqualTo(next);
            assertThat(showsOrJumpsOver(zone, next, time)).as(what).isTrue();
        }
    }

    @Test
    void isNeverQuietForLongerThanWasAskedForAndNeverLoudWhileItIs() {
        var random = new Random(43);
        for (int i = 0; i < 50_000; i++) {
            ZoneId zone = zone(random);
            Instant now = moment(random, zone);
            LocalTime from = time(random);
            var quiet = new QuietHours(from, from.plusMinutes(1 + random.nextInt(16 * 60)));
            var clock = new LocalClock(zone);

            Instant sent = clock.outside(quiet, now);

            String what = quiet + " at " + now + " in " + zone;
            assertThat(sent).as(what).isBetween(now, now.plus(quiet.length()).plus(Duration.ofHours(2)));
            assertThat(clock.outside(quiet, sent)).as(what).isEqualTo(sent);
            if (sent.equals(now) && !changesNear(zone, now)) {
                assertThat(isWithin(quiet, now.atZone(zone).toLocalTime()))
                        .as(what)
                        .isFalse();
            }
            if (!sent.equals(now)) {
                assertThat(showsOrJumpsOver(zone, sent, quiet.until())).as(what).isTrue();
            }
        }
    }

    private static boolean isWithin(QuietHours quiet, LocalTime time) {
        return quiet.lastOverMidnight()
                ? !time.isBefore(quiet.from()) || time.isBefore(quiet.until())
                : !time.isBefore(quiet.from()) && time.isBefore(quiet.until());
    }

    private static boolean showsOrJumpsOver(ZoneId zone, Instant moment, LocalTime time) {
        if (moment.atZone(zone).toLocalTime().equals(time)) {
            return true;
        }
        ZoneOffsetTransition jump = zone.getRules().previousTransition(moment.plusNanos(1));
        return jump != null
                && jump.isGap()
                && jump.getInstant().equals(moment)
                && !time.isBefore(jump.getDateTimeBefore().toLocalTime());
    }

    private static boolean changesNear(ZoneId zone, Instant moment) {
        ZoneOffsetTransition next = zone.getRules().nextTransition(moment.minus(LONGEST_DAY));
        return next != null && next.getInstant().isBefore(moment.plus(LONGEST_DAY));
    }

    private static ZoneId zone(Random random) {
        return ZONES.get(random.nextInt(ZONES.size()));
    }

    private static LocalTime time(Random random) {
        return LocalTime.of(random.nextInt(24), random.nextInt(60));
    }

    private static Instant moment(Random random, ZoneId zone) {
        Instant any =
                BEGIN.plusSeconds(random.nextInt((int) Duration.ofDays(12 * 365).toSeconds()));
        ZoneOffsetTransition change = zone.getRules().nextTransition(any);
        return change == null || random.nextBoolean()
                ? any
                : change.getInstant().plusSeconds(random.nextInt(2 * 86_400) - 86_400);
    }

    private static Instant at(String text) {
        return Instant.parse(text);
    }
}
