package io.countersign.workers.directory;

import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The real one, for tests of others. */
public final class Directories {

    private Directories() {}

    public static Directory of(DataSource dataSource) {
        return new JdbcDirectory(JdbcClient.create(dataSource));
    }
}
