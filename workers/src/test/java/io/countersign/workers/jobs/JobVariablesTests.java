package io.countersign.workers.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JobVariablesTests {

    record Some(@Nullable List<String> names, @Nullable String text) {}

    @Test
    void takeATextForAListOfOne() {
        assertThat(JobVariables.read("{\"names\":\"a\",\"more\":1}", Some.class))
                .isEqualTo(new Some(List.of("a"), null));
    }

    @Test
    void findTheStartId() {
        UUID id = UUID.randomUUID();
        assertThat(JobVariables.startId("{\"countersignStartId\":\"" + id + "\"}"))
                .isEqualTo(id);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"{}", "{\"countersignStartId\":7}", "{\"countersignStartId\":\"x' or 1=1\"}", "[]", "not json"})
    void findNoStartIdInAnythingElse(String variables) {
        assertThat(JobVariables.startId(variables)).isNull();
    }
}
