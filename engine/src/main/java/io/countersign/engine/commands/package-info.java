/** Durable commands to the engine: written with the change that wants them, sent after commit until their outcome is known. */
@org.springframework.modulith.ApplicationModule(displayName = "Commands")
@org.jspecify.annotations.NullMarked
package io.countersign.engine.commands;
