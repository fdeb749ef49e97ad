/** The inbox: tasks, claims, decisions. */
@org.springframework.modulith.ApplicationModule(displayName = "Tasks")
@org.jspecify.annotations.NullMarked
package io.countersign.engine.tasks;
