/** Signing in, and the administration of people and systems, over HTTP. */
@org.jspecify.annotations.NullMarked
package io.countersign.engine.identity.web;
