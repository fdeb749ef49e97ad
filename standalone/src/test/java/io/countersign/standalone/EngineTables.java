package io.countersign.standalone;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.TreeMap;

/** The tables that a rebuild empties and fills again. */
final class EngineTables {

    private static final String NAMES = """
            select relname from pg_class
            where relkind = 'r' and relnamespace = 'public'::regnamespace
                and has_table_privilege('countersign_app', oid, 'TRUNCATE')
            """;

    private EngineTables() {}

    /** By table the number of its rows and a hash over all of them. */
    static Map<String, String> digest(Connection connection) throws SQLException {
        var digests = new TreeMap<String, String>();
        try (var statement = connection.createStatement();
                var names = statement.executeQuery(NAMES)) {
            while (names.next()) {
                var table = names.getString(1);
                digests.put(table, ProductDatabase.value(connection, digest(table)));
            }
        }
        return digests;
    }

    private static String digest(String table) {
        return "select count(*) || ' rows, ' || coalesce(sum(hashtextextended(t::text, 0)), 0) from " + table + " t";
    }
}
