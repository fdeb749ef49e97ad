package io.countersign.workers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.countersign.processes.LeaveRequest;
import io.countersign.workers.Landscape.Seen;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LeaveRequestIT {

    private static final Duration LONG = Duration.ofMinutes(1);

    private final Landscape world = Landscape.shared();
    private final String requester = world.newRequester();
    private final String substitute = world.newRequester();

    @Test
    void tellsTheRequesterAndTheSubstituteThatLeaveIsGranted() throws Exception {
        long instance = start();

        world.completeNative(task(instance).key(), decision("approved", List.of()));

        await().atMost(LONG).until(() -> world.ended(instance, LeaveRequest.GRANTED_END));
        await().atMost(LONG)
                .until(() -> !world.mailsTo(requester + "@example.com").isEmpty());
        assertThat(world.mailsTo(requester + "@example.com")).singleElement().satisfies(mail -> {
            assertThat(mail.getSubject()).isEqualTo("Leave approved: 2026-12-01 to 2026-12-05");
            assertThat(mail.getAllRecipients())
                    .extracting(Object::toString)
                    .containsExactly(requester + "@example.com", substitute + "@example.com");
        });
    }

    @Test
    void tellsTheRequesterWhyNot() throws Exception {
        long instance = start();

        world.completeNative(task(instance).key(), decision("rejected", List.of(Map.of("comment", "Too busy."))));

        await().atMost(LONG).until(() -> world.ended(instance, LeaveRequest.REFUSED_END));
        await().atMost(LONG)
                .until(() -> !world.mailsTo(requester + "@example.com").isEmpty());
        assertThat(world.mailsTo(requester + "@example.com"))
                .singleElement()
                .satisfies(mail -> assertThat(Landscape.textOf(mail)).contains("Why: Too busy."));
        assertThat(world.mailsTo(substitute + "@example.com")).isEmpty();
    }

    private long start() {
        return world.start(
                LeaveRequest.PROCESS_ID,
                requester,
                Map.of("leaveFrom", "2026-12-01", "leaveTo", "2026-12-05", LeaveRequest.SUBSTITUTE, substitute));
    }

    private Seen task(long instance) {
        return await().atMost(LONG)
                .until(() -> world.records(instance, "USER_TASK", "CREATED"), tasks -> tasks.size() == 1)
                .getFirst();
    }

    private static Map<String, Object> decision(String outcome, List<Map<String, String>> votes) {
        return Map.of(LeaveRequest.LEAVE_DECISION, Map.of("outcome", outcome, "votes", votes));
    }
}
