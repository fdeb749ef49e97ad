package io.countersign.standalone;

import java.io.IOException;
import java.nio.file.Files;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;

/** The database of a product that runs its own PostgreSQL, as engine and workers see it. */
final class ProductDatabase {

    static final String USER = "countersign";

    private ProductDatabase() {}

    static Connection of(CountersignProcess up) throws IOException, SQLException {
        return DriverManager.getConnection(
                "jdbc:postgresql://" + up.after("PostgreSQL: "),
                USER,
                Files.readString(up.data().resolve("secrets").resolve(USER)).strip());
    }

    /** The only value of the only row. */
    static String value(Connection connection, String query) throws SQLException {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(query)) {
            rows.next();
            return rows.getString(1);
        }
    }
}
