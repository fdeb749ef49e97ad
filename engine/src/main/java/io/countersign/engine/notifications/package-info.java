/** Mails: queues those to one person, shows where each stands, sends again what did not arrive. */
@org.springframework.modulith.ApplicationModule(displayName = "Notifications")
@org.jspecify.annotations.NullMarked
package io.countersign.engine.notifications;
