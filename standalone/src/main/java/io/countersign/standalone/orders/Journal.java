package io.countersign.standalone.orders;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** One JSON object per line, on the disk before anybody hears of it; a line that a crash has cut off is dropped. */
final class Journal {

    private final JsonMapper json;
    private final FileChannel channel;
    private final List<JsonNode> found;

    Journal(Path file, JsonMapper json) throws IOException {
        this.json = json;
        Files.createDirectories(file.toAbsolutePath().getParent());
        this.channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        var text = Files.readString(file);
        var complete = text.substring(0, text.lastIndexOf('\n') + 1);
        channel.truncate(complete.getBytes(StandardCharsets.UTF_8).length);
        channel.position(channel.size());
        this.found = complete.lines().map(json::readTree).toList();
    }

    /** What was in it when it was opened. */
    List<JsonNode> found() {
        return found;
    }

    void append(Object entry) throws IOException {
        var line = ByteBuffer.wrap((json.writeValueAsString(entry) + "\n").getBytes(StandardCharsets.UTF_8));
        while (line.hasRemaining()) {
            channel.write(line);
        }
        channel.force(false);
    }
}
