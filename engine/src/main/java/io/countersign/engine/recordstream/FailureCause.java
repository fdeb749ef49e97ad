package io.countersign.engine.recordstream;

import java.sql.SQLException;
import java.util.Set;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;

/** Whether trying again can help. */
final class FailureCause {

    /** Cardinality, data exceptions, constraints, limits such as the size of an index row. */
    private static final Set<String> DATA = Set.of("21", "22", "23", "54");

    private static final int CLASS = 2;

    private FailureCause() {}

    /** True where the same records will fail for ever; false where it's the database, or the way to it. */
    static boolean isTheData(RuntimeException failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql) {
                String state = sql.getSQLState();
                return state != null && state.length() > CLASS && DATA.contains(state.substring(0, CLASS));
            }
        }
        return !(failure instanceof DataAccessException) && !(failure instanceof TransactionException);
    }
}
