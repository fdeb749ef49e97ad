/** What operators see: one instance with everything about it, and how the system is. */
@org.springframework.modulith.ApplicationModule(displayName = "Console")
@org.jspecify.annotations.NullMarked
package io.countersign.engine.console;
