package io.countersign.standalone;

import io.countersign.embedded.EmbeddedException;
import java.io.PrintStream;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParseResult;

/** Tells the person at the terminal in one line what failed; the stack trace goes to the log. */
final class OneLinePerFailure implements IExecutionExceptionHandler {

    private final PrintStream err;

    OneLinePerFailure(PrintStream err) {
        this.err = err;
    }

    @Override
    public int handleExecutionException(Exception failure, CommandLine command, ParseResult parsed) {
        if (Logs.areKept()) {
            LoggerFactory.getLogger(OneLinePerFailure.class).error("Countersign could not start", failure);
        }
        err.println("countersign: " + line(failure));
        return 1;
    }

    private static String line(Throwable failure) {
        for (var cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof CannotStartException || cause instanceof EmbeddedException) {
                return oneLine(String.valueOf(cause.getMessage()));
            }
        }
        return "something went wrong while starting (" + oneLine(root(failure).toString())
                + "); the log in the data folder, logs/countersign.log, has the details";
    }

    private static Throwable root(Throwable failure) {
        var cause = failure;
        for (var next = cause.getCause(); next != null; next = next.getCause()) {
            cause = next;
        }
        return cause;
    }

    private static String oneLine(String text) {
        return text.replaceAll("\\s*\\R\\s*", " ");
    }
}
