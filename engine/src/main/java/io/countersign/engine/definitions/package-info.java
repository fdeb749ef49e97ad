/** Deployed processes, decisions and forms. */
@org.springframework.modulith.ApplicationModule(displayName = "Definitions")
@org.jspecify.annotations.NullMarked
package io.countersign.engine.definitions;
