package io.countersign.workers.operations;

import java.sql.SQLException;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/**
 * What is wrong where a statement failed.
 *
 * @param state the SQLSTATE, empty where there is none
 */
record SqlTrouble(Kind kind, String state, String message) {

    enum Kind {
        /** The database isn't there, or is full up: nobody's fault, and none of the statement's. */
        AWAY,
        /** It lets the workers not in, as they are set. */
        NOT_LET_IN,
        /** It gave way to another one, or took too long. */
        PASSING,
        TOO_LONG,
        /** It will be the same every time. */
        LASTING
    }

    static SqlTrouble of(SQLException e) {
        SQLException cause = cause(e);
        String state = cause.getSQLState() == null ? "" : cause.getSQLState();
        String message = message(cause);
        return new SqlTrouble(kind(state, message), state, message);
    }

    private static Kind kind(String state, String message) {
        if (message.contains("maxResultBuffer")) {
            return Kind.TOO_LONG;
        }
        if (state.startsWith("28") || state.equals("3D000")) {
            return Kind.NOT_LET_IN;
        }
        if (state.isEmpty() || state.startsWith("08") || state.startsWith("53") || state.startsWith("57P")) {
            return Kind.AWAY;
        }
        // gave way in a deadlock or a race, waited for a lock, was ended after its time, met trouble of the server's
        // own
        boolean passing = state.startsWith("40")
                || state.startsWith("55P")
                || state.equals("55006")
                || state.startsWith("57")
                || state.startsWith("58");
        return passing ? Kind.PASSING : Kind.LASTING;
    }

    /** The pool says only that it has no connection; the driver knows why. */
    private static SQLException cause(SQLException e) {
        SQLException best = e;
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql && sql.getSQLState() != null) {
                best = sql;
            }
        }
        return best;
    }

    /** Without the values that a server's detail has. */
    private static String message(SQLException e) {
        ServerErrorMessage server = e instanceof PSQLException own ? own.getServerErrorMessage() : null;
        String message = server == null ? e.getMessage() : server.getMessage();
        return message == null ? e.getClass().getSimpleName() : message;
    }
}
