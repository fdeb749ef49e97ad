package io.countersign.exporter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SettingsTests {

    private static final Map<String, Object> LEAST = Map.of("url", "jdbc:postgresql://db/log", "user", "exporter");

    @Test
    void readsArgumentsAsEnvironmentVariablesSpellThem() {
        var settings = Settings.from(Map.of(
                "URL",
                "jdbc:postgresql://db/log?ssl=true",
                "user",
                "exporter",
                "bufferbytes",
                "2048",
                "batchrecords",
                7));

        assertThat(settings.url()).isEqualTo("jdbc:postgresql://db/log?ssl=true");
        assertThat(settings.bufferBytes()).isEqualTo(2048);
        assertThat(settings.batchRecords()).isEqualTo(7);
    }

    @Test
    void readsThePasswordFileForEveryConnection(@TempDir Path folder) throws IOException {
        var file = Files.writeString(folder.resolve("password"), "first\n");
        var settings = Settings.from(with("passwordFile", file.toString()));

        assertThat(settings.currentPassword()).isEqualTo("first");
        Files.writeString(file, "second\n");
        assertThat(settings.currentPassword()).isEqualTo("second");
    }

    @Test
    void keepsThePasswordOutOfItsText() {
        assertThat(Settings.from(with("password", "hunter2")).toString()).doesNotContain("hunter2");
        assertThat(Settings.from(with("url", "jdbc:postgresql://db/log?password=hunter2"))
                        .toString())
                .doesNotContain("hunter2");
    }

    @Test
    void saysWhatIsWrong() {
        assertThatThrownBy(() -> Settings.from(Map.of("url", "jdbc:postgresql://db/log")))
                .hasMessageContaining("'user'");
        assertThatThrownBy(() -> Settings.from(with("url", "jdbc:mysql://db/log")))
                .hasMessageContaining("jdbc:postgresql:");
        assertThatThrownBy(() -> Settings.from(with("bufferSize", 5)))
                .hasMessageContaining("no argument 'bufferSize'")
                .hasMessageContaining("bufferBytes");
        assertThatThrownBy(() -> Settings.from(with("bufferBytes", "many"))).hasMessageContaining("bufferBytes");
        assertThatThrownBy(() -> Settings.from(with("batchRecords", 0))).hasMessageContaining("between 1 and");
        assertThatThrownBy(() -> Settings.from(with("passwordFile", "/no/such/file")))
                .hasMessageContaining("/no/such/file");
        var both = new HashMap<>(with("password", "a"));
        both.put("passwordFile", "b");
        assertThatThrownBy(() -> Settings.from(both)).hasMessageContaining("not both");
    }

    private static Map<String, Object> with(String name, Object value) {
        var arguments = new HashMap<>(LEAST);
        arguments.put(name, value);
        return arguments;
    }
}
