/** The workers as operators see and steer them: they write how they do, and read what is wanted of them. */
@org.springframework.modulith.ApplicationModule(displayName = "Job workers")
@org.jspecify.annotations.NullMarked
package io.countersign.engine.jobworkers;
