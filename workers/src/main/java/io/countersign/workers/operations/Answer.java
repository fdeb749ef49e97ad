package io.countersign.workers.operations;

import java.util.Map;

/**
 * What a system answered.
 *
 * @param headers names in lower case
 */
record Answer(int status, Map<String, String> headers, String contentType, String body) {}
