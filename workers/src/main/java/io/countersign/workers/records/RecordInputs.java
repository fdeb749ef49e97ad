package io.countersign.workers.records;

import org.jspecify.annotations.Nullable;

/**
 * The record that a model wants made.
 *
 * @param title null: what ships says it
 * @param fileName null: as the title
 * @param language BCP 47; null: the requester's
 * @param template of an organisation's own; null: what ships, or what was written instead of it
 */
record RecordInputs(
        @Nullable String title,
        @Nullable String fileName,
        @Nullable String language,
        @Nullable String template) {}
