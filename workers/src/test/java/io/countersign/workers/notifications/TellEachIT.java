package io.countersign.workers.notifications;

import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.notices.WriteNotice;
import io.countersign.notices.routing.ReadPreferences;
import io.countersign.notices.routing.RouteNotice;
import io.countersign.workers.FakeDirectory;
import io.countersign.workers.RealParts;
import io.countersign.workers.TestClock;
import io.countersign.workers.directory.Requester.Unknown;
import io.countersign.workers.jobs.Job;
import io.countersign.workers.jobs.JobResult;
import io.countersign.workers.jobs.JobResult.Completed;
import io.countersign.workers.jobs.JobResult.RetryLater;
import io.countersign.workers.jobs.Jobs;
import java.sql.Connection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What becomes of a job in a real PostgreSQL, however often it is taken on. */
class TellEachIT {

    private static final DataSource DATABASE = RealParts.asApplication(RealParts.newDatabase());

    private final JdbcClient db = JdbcClient.create(DATABASE);
    private final TestClock clock = new TestClock(Jobs.NOW);
    private final Sending node = new Sending(DATABASE, clock, Sending.smtp(1), Sending.settings());
    private final FakeDirectory directory = new FakeDirectory().person("ann", null);
    private final Job job = Jobs.job();

    @AfterEach
    void forget() {
        Stream.of("notification", "notice", "notification_preference")
                .forEach(table -> db.sql("delete from " + table).update());
    }

    @Test
    void tellsOnceHoweverOftenTheJobIsTakenOn() {
        wants("NOW", true, true);
        tell(job, null);
        List<String> told = told();

        wants("DAILY", true, false);
        tell(job, null);

        assertThat(told).containsExactly("app", "mail");
        assertThat(told()).isEqualTo(told);
        assertThat(db.sql("select action from audit_entry where process_instance_key = ? order by action")
                        .param(job.processInstanceKey())
                        .query(String.class)
                        .list())
                .containsExactly("notice.kept", "notification.queued");
    }

    @Test
    void mailsNothingThatWasInTheAppBefore() {
        wants("NOW", false, true);
        tell(job, null);

        wants("NOW", true, true);
        tell(job, null);

        assertThat(told()).containsExactly("app");
    }

    @Test
    void putsOffForTheDigestAndForTheNight() {
        wants("DAILY", true, false);
        tell(job, null);
        assertThat(told()).containsExactly("digest");

        wants("NOW", true, false);
        db.sql("update notification_preference set quiet_from = '20:00', quiet_until = '07:00'")
                .update();
        tell(Jobs.job(), null);

        assertThat(told()).containsExactly("digest", "mail");
        assertThat(db.sql("select due_at = '2026-11-23T07:00:00Z' from notification_delivery")
                        .query(Boolean.class)
                        .single())
                .isTrue();
    }

    @Test
    void hasOnlyTheBrowsersOfWhomItConcernsAskAgain() throws Exception {
        try (Connection listener = DATABASE.getConnection();
                var statement = listener.createStatement()) {
            statement.execute("listen countersign_hints");
            wants("DAILY", true, false);
            tell(Jobs.job(), null);
            wants("NOW", false, true);
            tell(job, null);

            PGNotification[] hints = listener.unwrap(PGConnection.class).getNotifications(10_000);

            assertThat(hints).singleElement().satisfies(hint -> {
                JsonNode said = new JsonMapper().readTree(hint.getParameter());
                assertThat(said.path("topics").path(0).stringValue()).isEqualTo("notices");
                assertThat(said.path("to").stringValue()).isEqualTo("user:ann");
            });
        }
    }

    @Test
    void waitsForTheMailOnly() {
        wants("NOW", false, true);
        db.sql("""
                update notification_preference set webhook = 'https://chat.example.org/x',
                    choices = jsonb_set(choices, '{message,webhook}', 'true')
                """).update();

        assertThat(tell(job, "sent")).isInstanceOf(RetryLater.class);
        assertThat(told()).containsExactly("app", "chat", "mail");
        db.sql("update notification_delivery set state = 'SENT' where kind = 'to'")
                .update();

        assertThat(tell(job, "sent"))
                .isEqualTo(new Completed(Map.of("delivery", Map.of("sent", 1, "notDelivered", 0))));
    }

    private JobResult tell(Job told, @Nullable String waitFor) {
        var prepare = new PrepareMail(
                new WriteNotice((kind, language) -> Optional.empty()),
                new RequestFiles(db),
                directory,
                Sending.settings());
        var email = new Email(
                List.of("user:ann"),
                List.of(),
                List.of(),
                "Hi",
                "Text",
                null,
                null,
                null,
                null,
                List.of(),
                null,
                waitFor);
        return new QueueEmail(
                        asked -> new Unknown(),
                        new ResolveRecipients(directory),
                        prepare,
                        new TellEach(prepare, new RouteNotice(new ReadPreferences(db)), clock),
                        node.queue,
                        clock)
                .toEach(told, email);
    }

    private void wants(String timing, boolean mail, boolean inApp) {
        db.sql("""
                        insert into notification_preference (username, zone, digest_at, choices, changed_at)
                        values ('ann', 'UTC', '08:00', jsonb_build_object('message', jsonb_build_object(
                            'timing', ?, 'mail', ?, 'inApp', ?, 'webhook', false)), now())
                        on conflict (username) do update set choices = excluded.choices
                        """).params(timing, mail, inApp).update();
    }

    /** Where somebody is told something, of whichever job. */
    private List<String> told() {
        return db.sql("""
                        select 'app' as place from notice where in_app
                        union all select 'digest' from notice where digest_at is not null
                        union all select case kind when 'webhook' then 'chat' else 'mail' end from notification_delivery
                        order by place
                        """).query(String.class).list();
    }
}
