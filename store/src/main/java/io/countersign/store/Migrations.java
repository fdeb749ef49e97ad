package io.countersign.store;

import javax.sql.DataSource;
import org.flywaydb.core.Flyway;

/** Brings a database to the shape this version of Countersign needs. Safe to run from several nodes at once. */
public final class Migrations {

    private Migrations() {}

    /**
     * Applies what is missing.
     *
     * @param owner connects as the role that owns the tables and may create roles
     * @return how many migrations were applied
     */
    public static int run(DataSource owner) {
        return Flyway.configure(Migrations.class.getClassLoader())
                .dataSource(owner)
                .locations("classpath:db/migration")
                // the application's roles have no rights in any other schema
                .defaultSchema("public")
                .placeholderReplacement(false)
                .load()
                .migrate()
                .migrationsExecuted;
    }
}
