package io.countersign.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataFolderTests {

    @TempDir
    Path folder;

    @Test
    void canBeOpenedAgainButNotTwiceAtOnce() throws IOException {
        try (var first = DataFolder.open(folder.resolve("data"))) {
            assertThat(first.postgres()).isEqualTo(folder.resolve("data/postgres"));
            assertThatThrownBy(() -> DataFolder.open(folder.resolve("data")))
                    .isInstanceOf(CannotStartException.class)
                    .hasMessageContaining("in use by another Countersign (process "
                            + ProcessHandle.current().pid() + ")")
                    .hasMessageContaining("--data");
        }
        DataFolder.open(folder.resolve("data")).close();
    }

    @Test
    void refusesTheFormatOfAnotherVersion() throws IOException {
        // given
        DataFolder.open(folder).close();
        Files.writeString(folder.resolve("countersign.format"), "99\n");

        // when // then
        assertThatThrownBy(() -> DataFolder.open(folder))
                .isInstanceOf(CannotStartException.class)
                .hasMessageContaining("has format 99");
    }

    @Test
    void refusesAFolderThatIsSomebodyElses() throws IOException {
        // given
        Files.writeString(folder.resolve("thesis.txt"), "chapter one");

        // when // then
        assertThatThrownBy(() -> DataFolder.open(folder))
                .isInstanceOf(CannotStartException.class)
                .hasMessageContaining("no data folder of Countersign");
        assertThat(folder.resolve("countersign.format")).doesNotExist();
    }
}
