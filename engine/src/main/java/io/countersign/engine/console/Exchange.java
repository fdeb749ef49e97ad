package io.countersign.engine.console;

import org.jspecify.annotations.Nullable;

/**
 * What was said in a call to another system, without secrets and cut.
 *
 * @param request body that was sent; null: none, or it isn't kept
 * @param answer body that came back, the same
 */
public record Exchange(@Nullable String request, @Nullable String answer) {}
