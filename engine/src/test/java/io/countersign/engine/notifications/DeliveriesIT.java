package io.countersign.engine.notifications;

import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.engine.Cast;
import io.countersign.engine.Cast.Player;
import io.countersign.engine.Client;
import io.countersign.engine.Client.Answer;
import io.countersign.engine.EngineRows;
import io.countersign.engine.EngineTest;
import io.countersign.engine.identity.Role;
import io.countersign.store.mail.MailStore;
import io.countersign.store.mail.Priority;
import io.countersign.store.mail.QueuedMail;
import io.countersign.store.mail.Recipient;
import io.countersign.store.mail.Recipient.Kind;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

@EngineTest
class DeliveriesIT {

    private final JdbcClient jdbc;
    private final Cast cast;
    private final Client operator;
    private final long instance;
    private final String ann = Cast.unique("ann") + "@example.org";
    private final String ben = Cast.unique("Ben") + "@example.org";

    @Autowired
    DeliveriesIT(JdbcClient jdbc, ApplicationContext engine) {
        this.jdbc = jdbc;
        this.cast = new Cast(engine);
        this.operator = cast.player(Set.of(Role.OPERATOR)).browser();
        this.instance = new EngineRows(jdbc).instance("p", 1, "ACTIVE", null);
    }

    @Test
    void findsThemByAddressPersonSubjectInstanceAndState() {
        long mail = mail(false);
        state(mail, ben, "BOUNCED", 550, "550 5.1.1 no such user");

        assertThat(addresses("search=" + ann)).containsExactly(ann);
        assertThat(addresses("search=ben-the-user-" + instance)).containsExactly(ben);
        assertThat(addresses("search=" + instance)).containsExactlyInAnyOrder(ann, ben);
        assertThat(addresses("search=Subject+" + instance)).containsExactlyInAnyOrder(ann, ben);
        assertThat(addresses("search=" + instance + "&state=BOUNCED")).containsExactly(ben);
        assertThat(addresses("search=%25" + instance)).isEmpty();
        Answer first = operator.get("/api/v1/deliveries?limit=1&search=" + instance);
        String next = first.body().path("nextCursor").stringValue();
        assertThat(operator.get("/api/v1/deliveries?limit=1&search=" + instance + "&cursor=" + next)
                        .body()
                        .path("items")
                        .path(0)
                        .path("address")
                        .stringValue())
                .isNotEqualTo(first.body().path("items").path(0).path("address").stringValue());
    }

    @Test
    void showsWhoWasWrittenToAboutATaskToWhoeverSeesIt() {
        Player reader = cast.reachable();
        long task = new EngineRows(jdbc).task().assignee(reader.username()).create();
        String path = "/api/v1/tasks/" + task + "/deliveries";
        new MailStore(jdbc)
                .queue(about(task, Recipient.to(reader.username() + "@example.org", reader.username())), Instant.now());

        JsonNode told = reader.browser().get(path).body().path("items");

        assertThat(told).hasSize(1);
        assertThat(told.path(0).path("to").path("displayName").stringValue()).isEqualTo("Mr " + reader.username());
        assertThat(told.path(0).path("state").stringValue()).isEqualTo("QUEUED");
        assertThat(told.toString()).doesNotContain("@example.org");
        assertThat(operator.get(path).body().path("items")).hasSize(1);
        assertThat(cast.user().browser().get(path).status()).isEqualTo(403);
    }

    private static QueuedMail about(long task, Recipient to) {
        return new QueuedMail(
                null,
                null,
                task,
                "<default>",
                "<" + Cast.unique("about") + "@example.org>",
                List.of(to),
                List.of(),
                "Look at this",
                "the text of it",
                null,
                false,
                Priority.NORMAL);
    }

    @Test
    void showsEveryTryAndNeverTheText() {
        long mail = mail(false);
        jdbc.sql("insert into notification_attempt (notification_id, address, attempt, at, outcome, smtp_code, answer)"
                        + " values (?, ?, 1, now(), 'DEFERRED', 451, '451 later')")
                .params(mail, ann)
                .update();

        jdbc.sql("update notification set sender = 'Shop <a@shop.example>' where id = ?")
                .param(mail)
                .update();

        Answer shown = operator.get("/api/v1/notifications/" + mail);

        assertThat(shown.body().path("mail").path("sender").stringValue()).isEqualTo("Shop <a@shop.example>");
        assertThat(shown.body().path("tries").path(0).path("smtpCode").intValue())
                .isEqualTo(451);
        assertThat(shown.body().path("mail").path("skipped").path(0).stringValue())
                .isEqualTo("'ned', who has none");
        assertThat(shown.raw().body()).doesNotContain("the text of it");
        assertThat(operator.get("/api/v1/notifications/999999999999").status()).isEqualTo(404);
        assertThat(cast.user().browser().get("/api/v1/notifications/" + mail).status())
                .isEqualTo(403);
    }

    @Test
    void sendsAgainToThoseWhoHaveNotGotIt() {
        long mail = mail(false);
        state(mail, ann, "SENT", 250, "250 ok");
        state(mail, ben, "FAILED", 554, "554 no");
        jdbc.sql("update notification set state = 'SENT' where id = ?")
                .param(mail)
                .update();

        assertThat(resend(mail, ann).problem()).isEqualTo("nothing-to-send-again");
        assertThat(resend(mail, null).status()).isEqualTo(204);

        assertThat(stateOf(mail, ann)).isEqualTo("SENT");
        assertThat(stateOf(mail, ben)).isEqualTo("QUEUED");
        assertThat(jdbc.sql("select state from notification where id = ?")
                        .param(mail)
                        .query(String.class)
                        .single())
                .isEqualTo("QUEUED");
        assertThat(audited("notification.resent", mail)).isEqualTo(1);
        assertThat(resend(mail, null).problem()).isEqualTo("nothing-to-send-again");
    }

    @Test
    void sendsNothingAgainWhoseTextIsForgotten() {
        long mail = mail(true);
        state(mail, ann, "FAILED", 554, "554 no");
        jdbc.sql("update notification set state = 'FAILED', text_body = '' where id = ?")
                .param(mail)
                .update();

        assertThat(resend(mail, null).problem()).isEqualTo("mail-forgotten");
    }

    @Test
    void triesAMailboxAgainOnceItIsOffTheList() {
        long mail = mail(false);
        state(mail, ben, "SUPPRESSED", 550, "550 5.1.1 no such user");
        jdbc.sql("insert into mail_suppression (address, reason, smtp_code, notification_id, since)"
                        + " values (lower(?), '550 5.1.1 no such user', 550, ?, now())")
                .params(ben, mail)
                .update();

        assertThat(resend(mail, ben).problem()).isEqualTo("nothing-to-send-again");
        JsonNode listed = operator.get("/api/v1/mail-suppressions?search=" + ben)
                .body()
                .path("items")
                .path(0);
        assertThat(listed.path("reason").stringValue()).contains("no such user");
        assertThat(remove(ben).status()).isEqualTo(204);

        assertThat(remove(ben).status()).isEqualTo(404);
        assertThat(resend(mail, ben).status()).isEqualTo(204);
        assertThat(stateOf(mail, ben)).isEqualTo("QUEUED");
        assertThat(audited("mail-suppression.removed", mail)).isEqualTo(1);
    }

    private Answer remove(String address) {
        return operator.post("/api/v1/mail-suppressions/removal", Map.of("address", address));
    }

    private Answer resend(long mail, @Nullable String address) {
        return operator.post(
                "/api/v1/notifications/" + mail + "/resend", address == null ? Map.of() : Map.of("address", address));
    }

    private List<String> addresses(String query) {
        return operator.get("/api/v1/deliveries?" + query)
                .body()
                .path("items")
                .valueStream()
                .map(item -> item.path("address").stringValue())
                .toList();
    }

    private long mail(boolean confidential) {
        return new MailStore(jdbc)
                .queue(
                        new QueuedMail(
                                null,
                                instance,
                                null,
                                "<default>",
                                "<" + Cast.unique("mail") + "@example.org>",
                                List.of(
                                        Recipient.to(ann, null),
                                        new Recipient(ben, "ben-the-user-" + instance, Kind.CC)),
                                List.of("'ned', who has none"),
                                "Subject " + instance,
                                "the text of it",
                                null,
                                confidential,
                                Priority.LOW),
                        // nobody delivers it
                        Instant.parse("2126-01-01T00:00:00Z"))
                .orElseThrow();
    }

    private void state(long mail, String address, String state, int code, String answer) {
        jdbc.sql("update notification_delivery set state = ?, smtp_code = ?, answer = ?"
                        + " where notification_id = ? and address = ?")
                .params(state, code, answer, mail, address)
                .update();
    }

    private String stateOf(long mail, String address) {
        return jdbc.sql("select state from notification_delivery where notification_id = ? and address = ?")
                .params(mail, address)
                .query(String.class)
                .single();
    }

    private int audited(String action, long objectId) {
        return jdbc.sql("select count(*) from audit_entry where action = ? and object_id = ?")
                .params(action, Long.toString(objectId))
                .query(Integer.class)
                .single();
    }
}
