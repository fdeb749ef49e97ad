/** Reads the audit trail. */
@org.springframework.modulith.ApplicationModule(displayName = "Audit")
@org.jspecify.annotations.NullMarked
package io.countersign.engine.audit;
