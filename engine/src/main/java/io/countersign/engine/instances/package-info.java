/** Process instances: start, cancel, search, timeline, variables. */
@org.springframework.modulith.ApplicationModule(displayName = "Instances")
@org.jspecify.annotations.NullMarked
package io.countersign.engine.instances;
