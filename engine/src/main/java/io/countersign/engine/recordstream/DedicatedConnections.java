package io.countersign.engine.recordstream;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;

/** Connections apart from the pool, for session locks and for listening. */
final class DedicatedConnections {

    // when the network goes away without a word, the server lets go of our locks in time for another node
    private static final String SESSION = """
            set tcp_keepalives_idle = 2; set tcp_keepalives_interval = 1; set tcp_keepalives_count = 2;
            set tcp_user_timeout = 4000; set idle_session_timeout = 0
            """;

    private final JdbcConnectionDetails database;

    DedicatedConnections(JdbcConnectionDetails database) {
        this.database = database;
    }

    Connection open(String purpose) throws SQLException {
        Properties properties = new Properties();
        properties.setProperty("user", String.valueOf(database.getUsername()));
        properties.setProperty("password", String.valueOf(database.getPassword()));
        properties.setProperty("ApplicationName", "countersign " + purpose);
        properties.setProperty("tcpKeepAlive", "true");
        properties.setProperty("connectTimeout", "5");
        properties.setProperty("socketTimeout", "15");
        Connection connection = DriverManager.getConnection(database.getJdbcUrl(), properties);
        try (Statement statement = connection.createStatement()) {
            statement.execute(SESSION);
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
        return connection;
    }
}
