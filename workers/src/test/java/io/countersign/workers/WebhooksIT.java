package io.countersign.workers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.countersign.store.mail.MailStore;
import io.countersign.store.mail.Priority;
import io.countersign.store.mail.QueuedMail;
import io.countersign.store.mail.Recipient;
import io.countersign.workers.OrderSystem.Answer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class WebhooksIT {

    private static final Duration LONG = Duration.ofMinutes(1);

    private final Landscape world = Landscape.shared();
    private final String reader = world.newRequester();

    @Test
    void postsToWhereSomebodyWantsIt() throws Exception {
        wants(world.orders.url() + "/chat/" + reader);

        long notice = tell();

        await().atMost(LONG).untilAsserted(() -> assertThat(states(notice)).containsExactly("webhook SENT"));
        assertThat(world.orders.requests("/chat/" + reader)).singleElement().satisfies(request -> {
            assertThat(request.body()).contains("Ben mentioned you").doesNotContain("why you get it");
            assertThat(request.authorization()).isNull();
        });
        assertThat(world.mailsTo(reader + "@example.com")).isEmpty();
    }

    @Test
    void writesAMailWhereItIsNotTaken() throws Exception {
        world.orders.answer("/chat/" + reader, request -> Answer.json(404, "{}"));
        wants(world.orders.url() + "/chat/" + reader);

        long notice = tell();

        await().atMost(LONG)
                .untilAsserted(() -> assertThat(states(notice)).containsExactly("to SENT", "webhook FAILED"));
        assertThat(world.mailsTo(reader + "@example.com")).hasSize(1);
        assertThat(world.db
                        .sql("select state from notification where id = ?")
                        .param(notice)
                        .query(String.class)
                        .single())
                .isEqualTo("SENT");
    }

    @Test
    void callsNobodyElse() {
        for (String elsewhere : List.of("/orders/" + reader, "/chat/../orders/" + reader, "/chat/%2e%2e/" + reader)) {
            wants(world.orders.url() + elsewhere);
            long notice = tell();
            await().atMost(LONG).untilAsserted(() -> assertThat(states(notice)).contains("webhook FAILED"));
        }
        assertThat(world.orders.requests(reader)).isEmpty();
    }

    private void wants(String webhook) {
        world.db.sql("""
                        insert into notification_preference (username, zone, digest_at, webhook, choices, changed_at)
                        values (?, 'UTC', '08:00', ?, '{}', now())
                        on conflict (username) do update set webhook = excluded.webhook
                        """).params(reader, webhook).update();
    }

    private long tell() {
        var notice = new QueuedMail(
                null,
                null,
                null,
                "<default>",
                "<" + reader + "-" + System.nanoTime() + "@example.com>",
                List.of(Recipient.webhook(reader)),
                List.of(),
                "Ben mentioned you",
                "Look at this.\n\n-- \nwhy you get it\n",
                null,
                false,
                Priority.NORMAL);
        return new MailStore(world.db).queue(notice, Instant.now()).orElseThrow();
    }

    private List<String> states(long notice) {
        return world.db
                .sql("select kind || ' ' || state from notification_delivery where notification_id = ? order by kind")
                .param(notice)
                .query(String.class)
                .list();
    }
}
