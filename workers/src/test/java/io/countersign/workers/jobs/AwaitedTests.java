package io.countersign.workers.jobs;

import static io.countersign.workers.jobs.Jobs.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class AwaitedTests {

    private static final long FIRST_PARTITION = 1L << 51;
    private static final long SECOND_PARTITION = 2L << 51;

    private final Awaited awaited = new Awaited();

    @Test
    void aJobIsMissedWhenItDidNotComeAgain() {
        awaited.putOff(FIRST_PARTITION + 1, NOW.plusSeconds(10));
        awaited.putOff(FIRST_PARTITION + 2, NOW.plusSeconds(10));
        awaited.came(FIRST_PARTITION + 2);

        assertThat(awaited.missing(NOW.plusSeconds(11))).as("it may be late").isEmpty();
        assertThat(awaited.missing(NOW.plusSeconds(12))).isEqualTo(Map.of(1, Set.of(FIRST_PARTITION + 1)));
    }

    @Test
    void noneIsMissedWhileZeebeLooksForOthers() {
        awaited.putOff(FIRST_PARTITION + 1, NOW);
        awaited.putOff(FIRST_PARTITION + 2, NOW.plusSeconds(60));
        awaited.putOff(SECOND_PARTITION + 1, NOW);

        assertThat(awaited.missing(NOW.plusSeconds(30))).isEqualTo(Map.of(2, Set.of(SECOND_PARTITION + 1)));
        assertThat(awaited.missing(NOW.plusSeconds(62)))
                .isEqualTo(
                        Map.of(1, Set.of(FIRST_PARTITION + 1, FIRST_PARTITION + 2), 2, Set.of(SECOND_PARTITION + 1)));
    }

    @Test
    void whatIsForgottenIsMissedNoMore() {
        awaited.putOff(FIRST_PARTITION + 1, NOW);

        awaited.forget(Set.of(FIRST_PARTITION + 1));

        assertThat(awaited.missing(NOW.plusSeconds(60))).isEmpty();
    }
}
