/** Deciding by mail: signed links that are sent to those whom an approval asks, and what may be done with one. */
@org.springframework.modulith.ApplicationModule(displayName = "Approve by mail")
@org.jspecify.annotations.NullMarked
package io.countersign.engine.mailapproval;
