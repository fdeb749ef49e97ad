package io.countersign.exporter;

import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.exporter.Admission.Acquaintance;
import io.countersign.exporter.Admission.Admitted;
import io.countersign.exporter.Admission.Refused;
import io.countersign.exporter.Admission.Remembered;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class AdmissionTests {

    private static final UUID OURS = UUID.randomUUID();
    private static final UUID OTHER = UUID.randomUUID();
    private static final Remembered EMPTY = new Remembered(null, null, -1);

    @Test
    void startsANewLogForANewBroker() {
        var admitted = admitted(EMPTY, null, -1);

        assertThat(admitted.position()).isEqualTo(-1);
        assertThat(admitted.isNew()).isTrue();
        assertThat(admitted.acquaintance()).isEqualTo(Acquaintance.KNOWN);
        assertThat(admitted.warning()).isNull();
    }

    @Test
    void givesAllPartitionsOneClusterId() {
        assertThat(admitted(new Remembered(OURS, null, -1), null, -1).clusterId())
                .isEqualTo(OURS);
    }

    @Test
    void keepsTheBrokersIdAndWarnsWhenTheDatabaseIsNew() {
        var admitted = admitted(EMPTY, new Mark(OURS, 40), 50);

        assertThat(admitted.clusterId()).isEqualTo(OURS);
        assertThat(admitted.position()).isEqualTo(50);
        assertThat(admitted.isNew()).isTrue();
        assertThat(admitted.warning()).contains("after position 50");
    }

    @Test
    void goesOnWhereTheLogEndsAfterALostAcknowledgement() {
        var admitted = admitted(new Remembered(OURS, 90L, 90), new Mark(OURS, 40), 40);

        assertThat(admitted.position()).isEqualTo(90);
        assertThat(admitted.acquaintance()).isEqualTo(Acquaintance.KNOWN);
        assertThat(admitted.isNew()).isFalse();
    }

    @Test
    void doesNotTakeABrokerThatSkippedUnwantedRecordsForOneThatIsAhead() {
        assertThat(admitted(new Remembered(OURS, 40L, 40), new Mark(OURS, 40), 99)
                        .position())
                .isEqualTo(40);
    }

    @Test
    void knowsNoBrokerThatForgotEverything() {
        assertThat(admitted(new Remembered(OURS, 40L, 40), null, -1).acquaintance())
                .isEqualTo(Acquaintance.TO_BE_FOUND);
        assertThat(admitted(new Remembered(OURS, 40L, -1), null, -1).acquaintance())
                .isEqualTo(Acquaintance.TO_BE_NEW);
        assertThat(admitted(new Remembered(OURS, -1L, -1), null, -1).acquaintance())
                .isEqualTo(Acquaintance.KNOWN);
    }

    @Test
    void refusesTheLogOfAnotherCluster() {
        assertThat(refusal(new Remembered(OURS, 40L, 40), new Mark(OTHER, 40), 40))
                .contains(OURS.toString(), OTHER.toString());
        assertThat(refusal(new Remembered(OURS, null, -1), new Mark(OTHER, 40), 40))
                .contains(OURS.toString());
    }

    @Test
    void refusesADatabaseThatIsOlderThanTheBroker() {
        assertThat(refusal(new Remembered(OURS, 40L, 40), new Mark(OURS, 60), 60))
                .contains("from position 41 to 60", "delete from exporter_position where partition_id = 1");
    }

    private static Admitted admitted(Remembered log, @Nullable Mark mark, long brokerPosition) {
        return (Admitted) Admission.decide(1, log, mark, brokerPosition);
    }

    private static String refusal(Remembered log, Mark mark, long brokerPosition) {
        return ((Refused) Admission.decide(1, log, mark, brokerPosition)).detail();
    }
}
