package io.countersign.engine.definitions;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A version of a deployed process; it never changes. */
public record ProcessDefinition(
        long key,
        String tenantId,
        String processId,
        int version,
        @Nullable String versionTag,
        @Nullable String name,
        @Nullable String documentation,
        @Nullable String startFormId,
        String resourceName,
        String checksum,
        @Nullable Instant deployedAt,
        @Nullable Instant deletedAt) {}
