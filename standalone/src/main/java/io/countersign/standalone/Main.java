package io.countersign.standalone;

import picocli.CommandLine;

/** The program behind {@code ./countersign}. */
public final class Main {

    private Main() {}

    public static void main(String[] args) {
        var console = new Console(System.out);
        int code = new CommandLine(new CountersignCommand())
                .addSubcommand(new UpCommand(console))
                .addSubcommand(new RebuildCommand(console))
                .setExecutionExceptionHandler(new OneLinePerFailure(System.err))
                .execute(args);
        System.exit(code);
    }
}
