package io.countersign.engine.conversation;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** When the caller last looked, and which values are others now. */
public record Seen(Instant at, List<Change> changes) {

    /**
     * A variable of the request that changed. Large and structured values are left out.
     *
     * @param before null where there was none
     * @param after null where there is none any more
     */
    public record Change(
            String name,
            @Nullable JsonNode before,
            @Nullable JsonNode after) {}
}
