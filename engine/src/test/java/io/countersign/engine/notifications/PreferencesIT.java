package io.countersign.engine.notifications;

import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.engine.Cast;
import io.countersign.engine.Cast.Player;
import io.countersign.engine.Client.Answer;
import io.countersign.engine.EngineTest;
import io.countersign.engine.identity.Directory;
import io.countersign.engine.identity.Role;
import io.countersign.engine.notifications.PersonalMail.Subject;
import io.countersign.notices.NoticeKind;
import io.countersign.notices.routing.Choice;
import io.countersign.notices.routing.Choice.Timing;
import io.countersign.notices.routing.KeepNotices;
import io.countersign.notices.routing.NewNotice;
import io.countersign.notices.routing.ReadPreferences;
import io.countersign.notices.routing.Route;
import java.time.Instant;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;

@EngineTest
class PreferencesIT {

    private static final String API = "/api/v1/me/notification-preferences";
    private static final String NOTICES = "/api/v1/me/notices";
    private static final String POLICY = "/api/v1/organisation/notifications";

    private final JdbcClient jdbc;
    private final Cast cast;
    private final QueueMail mails;
    private final SendDigests digests;
    private final Directory directory;
    private final TransactionTemplate transaction;
    private final Player ann;

    @Autowired
    PreferencesIT(
            JdbcClient jdbc,
            ApplicationContext engine,
            QueueMail mails,
            SendDigests digests,
            Directory directory,
            TransactionTemplate transaction) {
        this.jdbc = jdbc;
        this.cast = new Cast(engine);
        this.mails = mails;
        this.digests = digests;
        this.directory = directory;
        this.transaction = transaction;
        this.ann = cast.reachable();
    }

    @Test
    void tellsAtOnceByMailAndInTheAppWhereNobodyChose() {
        tell(NoticeKind.REMINDER, "/inbox/1");

        assertThat(due()).hasSize(1).allSatisfy(at -> assertThat(at).isBefore(Instant.now()));
        JsonNode notice = notices().path(0);
        assertThat(notice.path("subject").stringValue()).startsWith("Reminder: ");
        assertThat(notice.path("path").stringValue()).isEqualTo("/inbox/1");
        assertThat(unread()).isEqualTo(1);
        assertThat(cast.user().browser().get(NOTICES).body().path("items")).isEmpty();
    }

    @Test
    void isReadOneByOneOrAllUpToOne() {
        for (int i = 0; i < 3; i++) {
            tell(NoticeKind.REMINDER, "/inbox/" + i);
        }
        String newest = notices().path(0).path("noticeId").stringValue();
        String middle = notices().path(1).path("noticeId").stringValue();
        Player other = cast.user();
        assertThat(read(other, newest, true).status()).isEqualTo(204);
        assertThat(unread()).as("what somebody else reads").isEqualTo(3);

        read(ann, newest, false);
        assertThat(unread()).isEqualTo(2);
        read(ann, middle, true);

        assertThat(unread()).isZero();
        assertThat(notices().path(2).path("readAt").isNull()).isFalse();
    }

    @Test
    void gathersWhatSomebodyWantsToHearOfTogether() {
        choose(
                null,
                choice(NoticeKind.REMINDER, "DAILY", true, true),
                choice(NoticeKind.MENTION, "HOURLY", true, false));
        tell(NoticeKind.REMINDER, "/inbox/1");
        tell(NoticeKind.REMINDER, "/inbox/2");
        tell(NoticeKind.MENTION, "/inbox/3");

        assertThat(due()).as("mails of their own").isEmpty();
        assertThat(unread()).isEqualTo(2);
        digests.tick();
        assertThat(due()).as("before it is time").isEmpty();

        jdbc.sql("update notice set digest_at = now() - interval '1 second' where username = ?")
                .param(ann.username())
                .update();
        digests.tick();
        digests.tick();

        assertThat(jdbc.sql(
                                "select subject from notification n join notification_delivery d on d.notification_id = n.id"
                                        + " where d.username = ?")
                        .param(ann.username())
                        .query(String.class)
                        .list())
                .containsExactly("What happened in Countersign (3)");
    }

    @Test
    void disturbsNobodyInQuietHours() {
        LocalTime now = LocalTime.now(ZoneOffset.UTC).truncatedTo(ChronoUnit.MINUTES);
        var quiet = Map.of(
                "from", now.minusHours(1).toString(), "until", now.plusHours(2).toString());
        choose(quiet);

        tell(NoticeKind.REMINDER, "/inbox/1");
        tell(NoticeKind.DECISION, "/inbox/1");
        tell(NoticeKind.CODE, null);

        assertThat(due().stream().filter(at -> at.isAfter(Instant.now().plusSeconds(60 * 60))))
                .as("all but the code, which somebody waits for")
                .hasSize(2);
        assertThat(due()).hasSize(3);
        assertThat(unread())
                .as("the app disturbs nobody, and never shows a code")
                .isEqualTo(2);
    }

    @Test
    void neverGathersNorShowsWhatDecides() {
        tell(NoticeKind.DECISION, "/inbox/7");

        assertThat(due()).hasSize(1);
        assertThat(notices().path(0).path("path").stringValue()).isEqualTo("/inbox/7");
        assertThat(jdbc.sql("select notice::text from notice where username = ?")
                        .param(ann.username())
                        .query(String.class)
                        .single())
                .doesNotContain("secret-token");
        assertThat(save(null, choice(NoticeKind.DECISION, "DAILY", true, true)).problem())
                .isEqualTo("preferences-unfit");
    }

    @Test
    void leavesOutOnlyWhatTheOrganisationLeavesToPeople() {
        assertThat(save(null, choice(NoticeKind.ESCALATION, "NOW", false, false))
                        .problem())
                .isEqualTo("preferences-unfit");
        choose(
                null,
                choice(NoticeKind.ESCALATION, "NOW", false, true),
                choice(NoticeKind.MENTION, "NOW", false, false));

        tell(NoticeKind.ESCALATION, "/inbox/1");
        tell(NoticeKind.MENTION, "/inbox/1");

        assertThat(due()).isEmpty();
        assertThat(unread()).isEqualTo(1);
    }

    @Test
    void leavesWhatProcessesSendToPeopleToo() {
        assertThat(save(null, choice(NoticeKind.MESSAGE, "NOW", false, false)).problem())
                .as("off, which the organisation has not left to people")
                .isEqualTo("preferences-unfit");

        choose(null, choice(NoticeKind.MESSAGE, "DAILY", true, true));

        assertThat(new ReadPreferences(jdbc).find(ann.username()).orElseThrow().of(NoticeKind.MESSAGE))
                .isEqualTo(new Choice(Timing.DAILY, true, true, false));
    }

    @Test
    void showsTheWayToARequestOnlyToThoseWhoMaySeeIt() {
        long own = instanceOf(ann.username());
        long another = instanceOf("somebody-else");
        tellOf(own);
        tellOf(another);

        assertThat(notices().path(0).path("text").stringValue()).isEqualTo("The text.");
        assertThat(notices().path(0).path("path").isNull()).isTrue();
        assertThat(notices().path(1).path("path").stringValue()).isEqualTo("/requests/" + own);
    }

    private long instanceOf(String requester) {
        return jdbc.sql("""
                        insert into start_request (id, caller, requester, process_id, requested_at, process_instance_key)
                        values (gen_random_uuid(), 'system:test', ?, 'test', now(), (random() * 1e15)::bigint)
                        returning process_instance_key
                        """).param(requester).query(Long.class).single();
    }

    private void tellOf(long processInstanceKey) {
        var notice = new NewNotice(
                Cast.unique("told"),
                ann.username(),
                NoticeKind.MESSAGE,
                "The subject",
                "The text.",
                processInstanceKey,
                "/requests/" + processInstanceKey);
        new KeepNotices(jdbc).keep(notice, Route.mail(true, Instant.now()), Instant.now());
    }

    @Test
    void letsAdministratorsSayWhatMayBeLeftOut() {
        Player admin = cast.player(Set.of(Role.ADMIN));
        JsonNode before = admin.browser().get(POLICY).body();
        try {
            var more = new ArrayList<String>(List.of(NoticeKind.QUESTION.id()));
            before.path("mayBeOff").forEach(kind -> more.add(kind.stringValue()));

            assertThat(admin.browser().put(POLICY, Map.of("mayBeOff", more)).status())
                    .isEqualTo(200);

            assertThat(save(null, choice(NoticeKind.QUESTION, "NOW", false, false))
                            .status())
                    .isEqualTo(200);
        } finally {
            admin.browser().put(POLICY, before);
        }
        tell(NoticeKind.QUESTION, "/requests/1");
        assertThat(due()).as("what was allowed once").hasSize(1);
        assertThat(admin.browser()
                        .put(POLICY, Map.of("mayBeOff", List.of(NoticeKind.CODE.id())))
                        .status())
                .isEqualTo(422);
        assertThat(ann.browser().get(POLICY).status()).isEqualTo(403);
    }

    @Test
    void allowsNoWebhookWhereTheInstallationDoesNot() {
        Answer saved = ann.browser()
                .put(
                        API,
                        Map.of(
                                "zone",
                                "UTC",
                                "digestAt",
                                "08:00",
                                "webhook",
                                "https://chat.example.org/hooks/x",
                                "choices",
                                List.of()));

        assertThat(saved.problem()).isEqualTo("preferences-unfit");
        assertThat(ann.browser().get(API).body().path("webhooks").booleanValue())
                .isFalse();
    }

    @Test
    void postsWhereSomebodyWantsIt() {
        choose(null, choice(NoticeKind.REMINDER, "NOW", false, true));
        jdbc.sql("""
                        update notification_preference set webhook = 'https://chat.example.org/hooks/x',
                            choices = jsonb_set(choices, '{reminder,webhook}', 'true')
                        where username = ?
                        """).param(ann.username()).update();

        tell(NoticeKind.REMINDER, "/inbox/1");

        assertThat(jdbc.sql("select kind || ' ' || address from notification_delivery where username = ?")
                        .param(ann.username())
                        .query(String.class)
                        .list())
                .containsExactly("webhook webhook");
    }

    @Test
    void triesAWebhookOnceAMinute() {
        choose(null);
        Answer without = ann.browser().post(API + "/webhook-trials", Map.of());
        jdbc.sql("update notification_preference set webhook = 'https://chat.example.org/hooks/x' where username = ?")
                .param(ann.username())
                .update();

        assertThat(without.problem()).isEqualTo("webhook-missing");
        for (int i = 0; i < 3; i++) {
            assertThat(ann.browser().post(API + "/webhook-trials", Map.of()).status())
                    .isEqualTo(202);
        }
        assertThat(jdbc.sql("""
                        select kind || ': ' || subject from notification_delivery
                        join notification on id = notification_id where username = ?
                        """).param(ann.username()).query(String.class).list())
                .as("two where the minute ended in between")
                .hasSizeBetween(1, 2)
                .containsOnly("webhook: Notifications of Countersign arrive here");
    }

    @Test
    void saysWhatCannotBe() {
        assertThat(save(Map.of("from", "01:00", "until", "23:00")).problem()).isEqualTo("preferences-unfit");
        assertThat(ann.browser()
                        .put(API, Map.of("zone", "Mars/Olympus", "digestAt", "08:00", "choices", List.of()))
                        .status())
                .isEqualTo(422);
        assertThat(ann.browser()
                        .put(API, Map.of("zone", "UTC", "choices", List.of()))
                        .status())
                .isEqualTo(400);
        assertThat(ann.browser()
                        .put(
                                API,
                                Map.of("zone", "UTC", "digestAt", "08:00", "choices", Collections.singletonList(null)))
                        .status())
                .isEqualTo(400);
        assertThat(ann.browser()
                        .put(API, Map.of("zone", "UTC", "digestAt", "99:99", "choices", List.of()))
                        .raw()
                        .body())
                .contains("must be a time of day such as 08:00");
    }

    private void choose(@Nullable Map<String, String> quiet, Wish... choices) {
        Answer saved = save(quiet, choices);
        assertThat(saved.status()).as(saved.raw().body()).isEqualTo(200);
    }

    private Answer save(@Nullable Map<String, String> quiet, Wish... choices) {
        Map<String, Object> body = quiet == null
                ? Map.of("zone", "UTC", "digestAt", "08:00", "choices", Arrays.asList(choices))
                : Map.of("zone", "UTC", "digestAt", "08:00", "quiet", quiet, "choices", Arrays.asList(choices));
        return ann.browser().put(API, body);
    }

    private record Wish(String kind, String timing, boolean mail, boolean inApp, boolean webhook) {}

    private static Wish choice(NoticeKind kind, String timing, boolean mail, boolean inApp) {
        return new Wish(kind.id(), timing, mail, inApp, false);
    }

    private void tell(NoticeKind kind, @Nullable String path) {
        var mail = new PersonalMail(
                directory.person(ann.username()).orElseThrow(),
                Locale.ENGLISH,
                kind,
                Map.of("task", "Look", "about", "Purchase", "by", "Ben", "approveUrl", "/decide#secret-token.approve"),
                path,
                new Subject(0, 0),
                Cast.unique("told"));
        transaction.executeWithoutResult(status -> mails.queue(mail, Instant.now()));
    }

    private List<Instant> due() {
        return jdbc
                .sql("select due_at from notification_delivery where username = ?")
                .param(ann.username())
                .query(OffsetDateTime.class)
                .list()
                .stream()
                .map(OffsetDateTime::toInstant)
                .toList();
    }

    private JsonNode notices() {
        return ann.browser().get(NOTICES).body().path("items");
    }

    private int unread() {
        return ann.browser().get(NOTICES + "/unread").body().path("count").intValue();
    }

    private static Answer read(Player who, String noticeId, boolean upTo) {
        return who.browser().post(NOTICES + "/read", Map.of("noticeId", Long.parseLong(noticeId), "upTo", upTo));
    }
}
