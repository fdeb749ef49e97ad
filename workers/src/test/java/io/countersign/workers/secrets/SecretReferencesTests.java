package io.countersign.workers.secrets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.countersign.workers.secrets.SecretReferences.SecretMissing;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SecretReferencesTests {

    private static final Map<String, String> ENVIRONMENT =
            Map.of("COUNTERSIGN_SECRET_TOKEN", "t0ken$1", "COUNTERSIGN_SECRET_OTHER", "0ther", "PATH", "/bin");

    private final Path outside;
    private final Path folder;

    SecretReferencesTests(@TempDir Path outside) throws IOException {
        this.outside = outside;
        this.folder = Files.createDirectory(outside.resolve("secrets"));
    }

    @ParameterizedTest
    @CsvSource({
        "'{{secrets.TOKEN}}', 't0ken$1'",
        "'Bearer {{ secrets.TOKEN }} and {{secrets.OTHER}}', 'Bearer t0ken$1 and 0ther'",
        "secrets.TOKEN, 't0ken$1'",
        "Bearer secrets.TOKEN, 'Bearer t0ken$1'",
        "see secrets.txt for more, see secrets.txt for more",
        "'{{other.TOKEN}}', '{{other.TOKEN}}'",
    })
    void putsSecretsWhereTheyAreNamed(String text, String expected) throws Exception {
        assertThat(references(Set.of("TOKEN", "OTHER")).resolve(text)).isEqualTo(expected);
    }

    @Test
    void remembersWhatItGaveAway() throws Exception {
        SecretReferences references = references(Set.of("TOKEN", "OTHER"));
        references.resolve("{{secrets.TOKEN}}");

        assertThat(references.used()).containsExactly("t0ken$1");
    }

    @Test
    void givesAwayOnlyWhatIsAllowedHere() {
        assertThatThrownBy(() -> references(Set.of("TOKEN")).resolve("{{secrets.OTHER}}"))
                .isInstanceOfSatisfying(SecretMissing.class, missing -> {
                    assertThat(missing.name()).isEqualTo("OTHER");
                    assertThat(missing.forbidden()).isTrue();
                });
        assertThatThrownBy(() -> references(Set.of("NONE")).resolve("{{secrets.NONE}}"))
                .isInstanceOfSatisfying(
                        SecretMissing.class,
                        missing -> assertThat(missing.forbidden()).isFalse());
    }

    @Test
    void readsFilesAnewWhenTheyChange() throws Exception {
        SecretStore store = store();
        Files.writeString(folder.resolve("TOKEN"), "from a file\n");
        assertThat(store.find("TOKEN")).contains("from a file");

        Files.writeString(folder.resolve("TOKEN"), "changed");
        assertThat(store.find("TOKEN")).contains("changed");

        Files.delete(folder.resolve("TOKEN"));
        assertThat(store.find("TOKEN")).contains("t0ken$1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"../outside", "..", ".hidden", "a/b", "", "PATH", "/etc/passwd", "a\0b"})
    void looksNowhereElse(String name) throws Exception {
        Files.writeString(folder.resolve(".hidden"), "x");
        Files.writeString(outside.resolve("outside"), "x");

        assertThat(store().find(name)).isEmpty();
    }

    private SecretReferences references(Set<String> allowed) {
        return new SecretReferences(store(), allowed::contains);
    }

    private SecretStore store() {
        return new ConfiguredSecrets(new SecretSettings("COUNTERSIGN_SECRET_", folder), ENVIRONMENT::get);
    }
}
