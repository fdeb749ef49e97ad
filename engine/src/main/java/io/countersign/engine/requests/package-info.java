/** What people asked for: where it is, what it waits for, how it ended. */
@org.springframework.modulith.ApplicationModule(displayName = "Requests")
@org.jspecify.annotations.NullMarked
package io.countersign.engine.requests;
