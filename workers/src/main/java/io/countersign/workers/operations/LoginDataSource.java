package io.countersign.workers.operations;

import io.countersign.workers.secrets.SecretReferences;
import io.countersign.workers.secrets.SecretReferences.SecretMissing;
import io.countersign.workers.secrets.SecretStore;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.SQLInvalidAuthorizationSpecException;
import java.time.Duration;
import java.util.HashSet;
import java.util.Properties;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.datasource.AbstractDataSource;

/** Makes connections with the secrets as they are at that moment: whoever changes a password need not start the workers again. */
final class LoginDataSource extends AbstractDataSource {

    /** What the driver holds of one answer at most; the rows that are kept of it have their own, smaller limit. */
    private static final String LONGEST_ANSWER = "16M";

    private final DataSourceSettings.Source settings;
    private final SecretStore secrets;

    LoginDataSource(DataSourceSettings.Source settings, SecretStore secrets) {
        this.settings = settings;
        this.secrets = secrets;
    }

    /** What must not be seen by anybody. */
    Set<String> hidden() throws SecretMissing {
        SecretReferences references = references();
        Set<String> hidden = new HashSet<>();
        String password = resolved(settings.password(), references);
        if (password != null) {
            hidden.add(password);
        }
        resolved(settings.username(), references);
        hidden.addAll(references.used());
        return hidden;
    }

    @Override
    public Connection getConnection() throws SQLException {
        try {
            SecretReferences references = references();
            return connect(resolved(settings.username(), references), resolved(settings.password(), references));
        } catch (SecretMissing e) {
            throw new SQLInvalidAuthorizationSpecException("There is no secret '" + e.name() + "'", "28000", e);
        }
    }

    @Override
    public Connection getConnection(String username, String password) throws SQLException {
        return connect(username, password);
    }

    /** The driver has its own, see {@link #connect}. */
    @Override
    public void setLoginTimeout(int seconds) {
        logger.trace("the login timeout is the data source's own");
    }

    private Connection connect(@Nullable String username, @Nullable String password) throws SQLException {
        Properties properties = new Properties();
        set(properties, "user", username);
        set(properties, "password", password);
        set(properties, "ApplicationName", "countersign");
        set(properties, "connectTimeout", seconds(settings.connectTimeout()));
        set(properties, "loginTimeout", seconds(settings.connectTimeout()));
        // for a server that says nothing any more: its own limit ends a statement before
        set(properties, "socketTimeout", seconds(settings.timeout().plusSeconds(3)));
        set(properties, "tcpKeepAlive", "true");
        // a plan that was made before a table changed would fail
        set(properties, "prepareThreshold", "0");
        set(properties, "maxResultBuffer", LONGEST_ANSWER);
        // values of rows are no part of a message
        set(properties, "logServerErrorDetail", "false");
        return DriverManager.getConnection(settings.url(), properties);
    }

    private static void set(Properties properties, String property, @Nullable String value) {
        if (value != null) {
            properties.setProperty(property, value);
        }
    }

    private static String seconds(Duration duration) {
        return Long.toString(Math.max(1, (duration.toMillis() + 999) / 1000));
    }

    private static @Nullable String resolved(@Nullable String text, SecretReferences references) throws SecretMissing {
        return text == null ? null : references.resolve(text);
    }

    /** What an administrator writes may name any secret. */
    private SecretReferences references() {
        return new SecretReferences(secrets, name -> true);
    }
}
