package io.countersign.engine.definitions;

import tools.jackson.databind.JsonNode;

/** A deployed form; it never changes. */
public record Form(long key, String formId, int version, String checksum, JsonNode schema) {}
