package io.countersign.engine.commands;

/** The same kind of command is already on its way for the same target. */
public class CommandAlreadyOpen extends RuntimeException {

    public CommandAlreadyOpen(String target) {
        super("a command is already on its way for " + target);
    }
}
