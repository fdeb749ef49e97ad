package io.countersign.benchmarks;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Objects;

/**
 * How much lies in the inbox of a large organisation.
 *
 * @param open tasks that wait
 * @param closed tasks that somebody has done
 */
record LargeInbox(int people, int groups, int open, int closed) {

    /** Puts all of it into the product's database, as its owner. */
    void fill(CountersignPlatform countersign) throws IOException, SQLException {
        try (var sql = Objects.requireNonNull(LargeInbox.class.getResourceAsStream("inbox.sql"));
                var connection = DriverManager.getConnection(
                        countersign.jdbcUrl(), "postgres", countersign.superuserPassword());
                var statement = connection.createStatement()) {
            statement.execute(new String(sql.readAllBytes(), StandardCharsets.UTF_8)
                    .replace("${people}", Integer.toString(people))
                    .replace("${groups}", Integer.toString(groups))
                    .replace("${open}", Integer.toString(open))
                    .replace("${closed}", Integer.toString(closed)));
            statement.execute("vacuum task, task_candidate, process_instance, start_request, variable");
        }
    }
}
