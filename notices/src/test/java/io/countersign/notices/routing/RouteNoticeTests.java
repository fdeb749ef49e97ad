package io.countersign.notices.routing;

import static io.countersign.notices.routing.Urgency.AS_CHOSEN;
import static io.countersign.notices.routing.Urgency.AT_ONCE;
import static io.countersign.notices.routing.Urgency.MAILED;
import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.notices.NoticeKind;
import io.countersign.notices.routing.Choice.Timing;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RouteNoticeTests {

    private static final Instant NIGHT = Instant.parse("2026-11-23T22:30:00Z");
    private static final Instant MORNING = Instant.parse("2026-11-24T07:00:00Z");
    private static final Instant DIGEST = Instant.parse("2026-11-24T08:00:00Z");
    private static final String CHAT = "https://chat.example.org/hooks/x";
    private static final Choice OFF = new Choice(Timing.NOW, false, false, false);

    private final RouteNotice routes = new RouteNotice(new Chosen());
    private Optional<Preferences> wishes = Optional.empty();
    private NoticePolicy policy = NoticePolicy.DEFAULT;

    @Test
    void goesToBothPlacesAtOnceWhereNobodyChose() {
        assertThat(route(AS_CHOSEN)).isEqualTo(Route.mail(true, NIGHT));
    }

    @Test
    void goesWhereSomebodyWantsItOnly() {
        chooses(new Choice(Timing.NOW, false, true, false));
        assertThat(route(AS_CHOSEN)).isEqualTo(new Route(true, null, null, null));

        chooses(new Choice(Timing.NOW, true, false, false));
        assertThat(route(AS_CHOSEN)).isEqualTo(Route.mail(false, NIGHT));

        chooses(new Choice(Timing.NOW, false, false, true));
        assertThat(route(AS_CHOSEN)).isEqualTo(new Route(false, null, null, NIGHT));
    }

    @Test
    void isGatheredForADigest() {
        chooses(new Choice(Timing.DAILY, true, true, false));
        assertThat(route(AS_CHOSEN)).isEqualTo(new Route(true, null, DIGEST, null));

        chooses(new Choice(Timing.HOURLY, true, false, false));
        assertThat(route(AS_CHOSEN).digestAt()).isEqualTo("2026-11-23T23:00:00Z");
    }

    @Test
    void waitsForTheEndOfTheQuietHours() {
        chooses(new Choice(Timing.NOW, true, true, true), quiet());
        assertThat(route(AS_CHOSEN)).isEqualTo(new Route(true, MORNING, null, MORNING));

        chooses(new Choice(Timing.HOURLY, true, false, false), quiet());
        assertThat(route(AS_CHOSEN)).isEqualTo(new Route(false, null, MORNING, null));
    }

    @Test
    void goesNowhereWhereThatIsAllowed() {
        chooses(OFF);
        assertThat(route(AS_CHOSEN)).as("not allowed").isEqualTo(Route.mail(true, NIGHT));

        allowOff();
        assertThat(route(AS_CHOSEN)).isEqualTo(new Route(false, null, null, null));
    }

    @Test
    void isMailedAtOnceWhereItIsUrgent() {
        chooses(new Choice(Timing.DAILY, true, true, false), quiet());
        assertThat(route(AT_ONCE)).isEqualTo(Route.mail(true, NIGHT));

        chooses(new Choice(Timing.NOW, false, false, true), quiet());
        assertThat(route(AT_ONCE)).isEqualTo(new Route(false, NIGHT, null, NIGHT));

        chooses(new Choice(Timing.NOW, false, true, false), quiet());
        assertThat(route(AT_ONCE)).isEqualTo(Route.mail(true, NIGHT));
    }

    @Test
    void staysOffHoweverUrgentItIs() {
        chooses(OFF);
        allowOff();

        assertThat(route(AT_ONCE)).isEqualTo(new Route(false, null, null, null));
    }

    @Test
    void isMailedToEverybodyWhereSomebodyWaitsForIt() {
        allowOff();
        chooses(OFF, quiet());
        assertThat(route(MAILED)).isEqualTo(Route.mail(false, NIGHT));

        chooses(new Choice(Timing.DAILY, true, true, false), quiet());
        assertThat(route(MAILED)).isEqualTo(Route.mail(true, NIGHT));
    }

    @Test
    void isPostedNowhereWithoutAnAddress() {
        wishes = Optional.of(new Preferences(
                ZoneOffset.UTC,
                LocalTime.of(8, 0),
                null,
                null,
                Map.of(NoticeKind.MESSAGE.id(), new Choice(Timing.NOW, true, false, true))));

        assertThat(route(AS_CHOSEN)).isEqualTo(Route.mail(false, NIGHT));
        assertThat(route(AT_ONCE)).isEqualTo(Route.mail(false, NIGHT));
    }

    @ParameterizedTest
    @EnumSource(Urgency.class)
    void neverGathersWhatDecidesNorShowsACode(Urgency urgency) {
        chooses(new Choice(Timing.DAILY, false, false, false), quiet());

        assertThat(routes.of(NoticeKind.DECISION, "ann", urgency, NIGHT)).isEqualTo(Route.mail(true, MORNING));
        assertThat(routes.of(NoticeKind.CODE, "ann", urgency, NIGHT)).isEqualTo(Route.mail(false, NIGHT));
    }

    private Route route(Urgency urgency) {
        return routes.of(NoticeKind.MESSAGE, "ann", urgency, NIGHT);
    }

    private void chooses(Choice choice) {
        chooses(choice, null);
    }

    private void chooses(Choice choice, @Nullable QuietHours quiet) {
        wishes = Optional.of(new Preferences(
                ZoneOffset.UTC, LocalTime.of(8, 0), quiet, CHAT, Map.of(NoticeKind.MESSAGE.id(), choice)));
    }

    private static QuietHours quiet() {
        return new QuietHours(LocalTime.of(20, 0), LocalTime.of(7, 0));
    }

    private void allowOff() {
        policy = new NoticePolicy(Set.of(NoticeKind.MESSAGE.id()));
    }

    private final class Chosen implements PreferenceSource {

        @Override
        public Optional<Preferences> find(String username) {
            return wishes;
        }

        @Override
        public NoticePolicy policy() {
            return policy;
        }
    }
}
