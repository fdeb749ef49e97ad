package io.countersign.workers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.countersign.processes.JobTypes;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A process tells people something, and each hears of it as he wants to. */
class ChosenNoticesIT {

    private static final Duration LONG = Duration.ofMinutes(1);

    private final Landscape world = Landscape.shared();
    private final String process = "tell-" + UUID.randomUUID();
    private final String usual = world.newRequester();
    private final String inApp = world.newRequester();
    private final String daily = world.newRequester();
    private final String chat = world.newRequester();
    private final String off = world.newRequester();
    private final String stranger = "stranger-" + UUID.randomUUID() + "@example.org";

    @BeforeEach
    void choose() {
        world.deploy(process + ".bpmn", TestModels.oneJob(process, JobTypes.SEND_NOTIFICATION));
        world.group(process, inApp, daily, chat, off);
        world.db.sql("""
                insert into organisation_setting (name, value, changed_at) values ('notifications', '{"mayBeOff": ["message"]}', now())
                on conflict (name) do update set value = excluded.value
                """).update();
        chooses(inApp, "NOW", false, true, null);
        chooses(daily, "DAILY", true, false, null);
        chooses(chat, "NOW", false, false, world.orders.url() + "/chat/" + chat);
        chooses(off, "NOW", false, false, null);
    }

    @Test
    void tellsEachAsHeWantsToHearOfIt() throws Exception {
        long instance = start(Map.of());

        await().atMost(LONG).until(() -> world.ended(instance, "end"));
        await().atMost(LONG).untilAsserted(() -> {
            assertThat(world.mailsTo(usual + "@example.com")).hasSize(1);
            assertThat(world.mailsTo(stranger)).hasSize(1);
            assertThat(world.orders.requests("/chat/" + chat)).hasSize(1);
        });
        assertThat(notices(usual)).containsExactly("Stock count: Tomorrow at nine. (in the app)");
        assertThat(notices(inApp)).containsExactly("Stock count: Tomorrow at nine. (in the app)");
        assertThat(notices(daily)).containsExactly("Stock count: Tomorrow at nine. (in the digest)");
        assertThat(notices(chat)).isEmpty();
        assertThat(notices(off)).isEmpty();
        assertThat(mailed(instance)).containsExactlyInAnyOrder("to " + usual, "to", "webhook " + chat);
        assertThat(Landscape.textOf(world.mailsTo(usual + "@example.com").getFirst()))
                .contains("https://countersign.example/requests/" + instance);
        assertThat(world.db
                        .sql("select distinct path from notice where process_instance_key = ?")
                        .param(instance)
                        .query(String.class)
                        .list())
                .containsExactly("/requests/" + instance);
    }

    @Test
    void saysHowItsMailsWentWhereTheProcessWaitsForThem() {
        long instance = start(Map.of("waitFor", "sent"));

        await().atMost(LONG).until(() -> world.ended(instance, "end"));

        assertThat(mailed(instance))
                .as("a mail to everybody, whatever they chose, and the post that one of them wants")
                .containsExactlyInAnyOrder(
                        "to " + usual,
                        "to " + inApp,
                        "to " + daily,
                        "to " + chat,
                        "to " + off,
                        "to",
                        "webhook " + chat);
        assertThat(world.records(instance, "JOB", "COMPLETED"))
                .singleElement()
                .satisfies(job -> assertThat(job.value()
                                .path("variables")
                                .path("delivery")
                                .path("sent")
                                .intValue())
                        .isEqualTo(6));
        assertThat(notices(inApp)).as("however often the job was looked at").hasSize(1);
    }

    private long start(Map<String, Object> more) {
        var variables = new HashMap<String, Object>(Map.of(
                "to", List.of("requester", "group:" + process, stranger),
                "subject", "Stock count",
                "text", "Tomorrow at nine."));
        variables.putAll(more);
        return world.start(process, usual, variables);
    }

    private void chooses(String who, String timing, boolean mail, boolean inTheApp, @Nullable String webhook) {
        world.db
                .sql("""
                        insert into notification_preference (username, zone, digest_at, webhook, choices, changed_at)
                        values (:who, 'UTC', '08:00', :webhook, jsonb_build_object('message', jsonb_build_object(
                            'timing', :timing, 'mail', :mail, 'inApp', :inApp, 'webhook', cast(:webhook as text) is not null)), now())
                        """)
                .param("who", who)
                .param("webhook", webhook)
                .param("timing", timing)
                .param("mail", mail)
                .param("inApp", inTheApp)
                .update();
    }

    private List<String> notices(String who) {
        return world.db.sql("""
                        select subject || ': ' || text || case when in_app then ' (in the app)' else '' end
                            || case when digest_at is null then '' else ' (in the digest)' end
                        from notice where username = ? and kind = 'message'
                        """).param(who).query(String.class).list();
    }

    private List<String> mailed(long instance) {
        return world.db.sql("""
                        select concat_ws(' ', d.kind, d.username)
                        from notification_delivery d join notification n on n.id = d.notification_id
                        where n.process_instance_key = ?
                        """).param(instance).query(String.class).list();
    }
}
