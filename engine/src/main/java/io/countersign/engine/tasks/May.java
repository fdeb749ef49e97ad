package io.countersign.engine.tasks;

/** What the caller may do with a task. */
public record May(Permission claim, Permission unclaim, Permission decide, Permission complete, Permission delegate) {}
