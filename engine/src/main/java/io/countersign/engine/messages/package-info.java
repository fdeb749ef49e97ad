/** Publishes and correlates messages. */
@org.springframework.modulith.ApplicationModule(displayName = "Messages")
@org.jspecify.annotations.NullMarked
package io.countersign.engine.messages;
