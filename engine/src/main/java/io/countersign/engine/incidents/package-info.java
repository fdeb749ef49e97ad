/** Incidents: search, retry, resolve. */
@org.springframework.modulith.ApplicationModule(displayName = "Incidents")
@org.jspecify.annotations.NullMarked
package io.countersign.engine.incidents;
