package io.countersign.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ArchiveTests {

    @TempDir
    Path folder;

    @Test
    void keepsExecutableBitsAndLinks() throws IOException {
        // given
        var tar = new Tar().file("top/bin/run", 0755, "#!").file("top/lib/a.so.1", 0644, "a");
        tar.symbolicLink("top/lib/a.so", "a.so.1").hardLink("top/lib/b.so", "top/lib/a.so.1");

        // when
        Archive.unpackTar(tar.stream(), folder, 1);

        // then
        assertThat(folder.resolve("bin/run")).isExecutable();
        assertThat(Files.isExecutable(folder.resolve("lib/a.so.1"))).isFalse();
        assertThat(folder.resolve("lib/a.so")).isSymbolicLink().hasContent("a");
        assertThat(folder.resolve("lib/b.so")).hasContent("a");
    }

    @Test
    void refusesToLeaveTheFolder() throws IOException {
        var upwards = new Tar().file("a/../../evil", 0644, "x");
        assertThatThrownBy(() -> Archive.unpackTar(upwards.stream(), folder, 0)).hasMessageContaining("would leave");

        var linkOut = new Tar().symbolicLink("out", "../..");
        assertThatThrownBy(() -> Archive.unpackTar(linkOut.stream(), folder, 0)).hasMessageContaining("would leave");

        var absolute = new Tar().symbolicLink("passwords", "/etc/passwd");
        assertThatThrownBy(() -> Archive.unpackTar(absolute.stream(), folder, 0))
                .hasMessageContaining("would leave");
        assertThat(folder).isEmptyDirectory();
    }

    private static final class Tar {

        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        private final TarArchiveOutputStream out = new TarArchiveOutputStream(bytes);

        Tar file(String name, int mode, String content) throws IOException {
            var entry = new TarArchiveEntry(name, true);
            var data = content.getBytes(StandardCharsets.UTF_8);
            entry.setMode(mode);
            entry.setSize(data.length);
            return put(entry, data);
        }

        Tar symbolicLink(String name, String target) throws IOException {
            var entry = new TarArchiveEntry(name, TarConstants.LF_SYMLINK, true);
            entry.setLinkName(target);
            return put(entry, new byte[0]);
        }

        Tar hardLink(String name, String target) throws IOException {
            var entry = new TarArchiveEntry(name, TarConstants.LF_LINK, true);
            entry.setLinkName(target);
            return put(entry, new byte[0]);
        }

        private Tar put(TarArchiveEntry entry, byte[] data) throws IOException {
            out.putArchiveEntry(entry);
            out.write(data);
            out.closeArchiveEntry();
            return this;
        }

        ByteArrayInputStream stream() throws IOException {
            out.finish();
            return new ByteArrayInputStream(bytes.toByteArray());
        }
    }
}
