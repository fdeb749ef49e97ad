package io.countersign.engine.readmodel;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.util.Assert;

/** Keeps others from the same thing until the running transaction ends, on all nodes. */
public final class OneAtATime {

    private OneAtATime() {}

    /**
     * @param kind of things, such as {@code task}
     * @param key which of them
     * @throws IllegalStateException where no transaction runs, as there would be no end
     */
    public static void of(JdbcClient jdbc, String kind, Object key) {
        Assert.state(TransactionSynchronizationManager.isActualTransactionActive(), "This needs a running transaction");
        jdbc.sql("select pg_advisory_xact_lock(hashtextextended(?, 0))")
                .param("countersign." + kind + " " + key)
                .query(row -> {});
    }
}
