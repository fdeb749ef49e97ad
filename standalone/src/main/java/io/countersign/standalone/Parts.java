package io.countersign.standalone;

import java.net.URI;
import java.util.concurrent.CompletableFuture;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * PostgreSQL with a migrated database, and Zeebe, which may still be starting.
 *
 * @param jdbcUrl of the database
 * @param app the login of engine and workers
 * @param zeebe completes when Zeebe takes commands
 * @param store null without the demo
 */
record Parts(
        String jdbcUrl,
        Login app,
        URI zeebeGrpc,
        URI zeebeRest,
        CompletableFuture<?> zeebe,
        @Nullable Store store) {

    record Login(String user, String password) {}

    /** A database that is none of ours, for processes to read and write. */
    record Store(String jdbcUrl, Login owner) {

        DataSource dataSource() {
            var source = new PGSimpleDataSource();
            source.setUrl(jdbcUrl);
            source.setUser(owner.user());
            source.setPassword(owner.password());
            return source;
        }
    }
}
