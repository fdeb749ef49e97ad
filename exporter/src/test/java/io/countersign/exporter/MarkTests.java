package io.countersign.exporter;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.UUID;
import org.junit.jupiter.api.Test;

class MarkTests {

    @Test
    void readsWhatItWrote() {
        var mark = new Mark(UUID.randomUUID(), 42);

        assertThat(Mark.parse(mark.bytes())).isEqualTo(mark);
        assertThat(Mark.parse(null)).isNull();
    }

    @Test
    void takesNothingThatAnotherExporterWrote() {
        assertThatThrownBy(() -> Mark.parse("{\"a\":1}".getBytes(UTF_8))).hasMessageContaining("an id of its own");
        assertThatThrownBy(() -> Mark.parse(new byte[0])).hasMessageContaining("an id of its own");
    }
}
