package io.countersign.exporter;

import java.sql.SQLException;
import java.util.Set;
import org.postgresql.util.PSQLException;

/** Tells a record that PostgreSQL will never take from a database that can't take any record now. */
final class SqlFailures {

    private static final String BAD_COPY_FORMAT = "22P04";
    private static final String CHECK_VIOLATION = "23514";

    /** Data exception, program limit exceeded. */
    private static final Set<String> ABOUT_DATA = Set.of("22", "54");

    private SqlFailures() {}

    static boolean isAboutTheRecord(SQLException failure) {
        var state = failure.getSQLState();
        if (state == null || state.equals(BAD_COPY_FORMAT)) {
            return false;
        }
        return state.equals(CHECK_VIOLATION) ? namesConstraint(failure) : ABOUT_DATA.contains(state.substring(0, 2));
    }

    // without a name it means that no partition of the table takes the row: true of every record
    private static boolean namesConstraint(SQLException failure) {
        return failure instanceof PSQLException postgres
                && postgres.getServerErrorMessage() != null
                && postgres.getServerErrorMessage().getConstraint() != null;
    }
}
