/** The seam to Zeebe: what Countersign asks of an engine, in its own words. */
@org.springframework.modulith.ApplicationModule(displayName = "Process engine")
@org.jspecify.annotations.NullMarked
package io.countersign.engine.processengine;
