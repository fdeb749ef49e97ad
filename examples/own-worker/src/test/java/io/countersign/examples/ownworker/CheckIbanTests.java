package io.countersign.examples.ownworker;

import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.examples.ownworker.CheckIban.Inputs;
import io.countersign.workers.jobs.Job;
import io.countersign.workers.jobs.JobResult;
import io.countersign.workers.jobs.JobResult.BusinessError;
import io.countersign.workers.jobs.JobResult.Completed;
import io.countersign.workers.jobs.JobResult.GiveUp;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CheckIbanTests {

    @Test
    void tidiesAnIbanAndTellsItsCountry() {
        assertThat(run("de89 3704 0044 0532 0130 00"))
                .isEqualTo(new Completed(Map.of("iban", "DE89370400440532013000", "country", "DE")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"DE88370400440532013000", "DE8937040044", "", "💶", "DE89370400440532013000DE8937040044053201"})
    void leavesWhatIsNoneToTheModel(String iban) {
        assertThat(run(iban))
                .isInstanceOfSatisfying(
                        BusinessError.class, error -> assertThat(error.code()).isEqualTo(CheckIban.INVALID));
    }

    @Test
    void asksSomebodyToMendAModelThatGivesNone() {
        assertThat(run(null)).isInstanceOf(GiveUp.class);
    }

    private static JobResult run(@Nullable String iban) {
        Job job = new Job(1, CheckIbanWorker.TYPE, 2, "<default>", null, Map.of(), 3, Instant.MAX);
        return CheckIban.run(job, new Inputs(iban));
    }
}
