/** The read side of deliveries. */
@org.springframework.modulith.ApplicationModule(displayName = "Notifications")
@org.jspecify.annotations.NullMarked
package io.countersign.engine.notifications;
