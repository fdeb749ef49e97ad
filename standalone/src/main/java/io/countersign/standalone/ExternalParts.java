package io.countersign.standalone;

import io.countersign.embedded.SecretFile;
import io.countersign.standalone.Parts.Login;
import java.io.IOException;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.concurrent.CompletableFuture;
import org.postgresql.core.Utils;

/** Uses a PostgreSQL and a Zeebe that somebody else runs; only the database is prepared. */
final class ExternalParts {

    private final PartsSettings.External settings;
    private final DataFolder data;
    private final Console console;

    ExternalParts(PartsSettings.External settings, DataFolder data, Console console) {
        this.settings = settings;
        this.data = data;
        this.console = console;
    }

    Parts start() {
        var owner = new Login(settings.owner(), settings.ownerPassword());
        console.report("Checking the database " + settings.postgresUrl());
        try {
            Database.migrate(settings.postgresUrl(), owner);
            return new Parts(
                    settings.postgresUrl(),
                    applicationLogin(owner),
                    settings.zeebeGrpc(),
                    settings.zeebeRest(),
                    CompletableFuture.completedFuture(null),
                    null);
        } catch (SQLException | IOException | RuntimeException e) {
            throw new CannotStartException(
                    "The database " + settings.postgresUrl() + " can't be used as " + owner.user() + " ("
                            + e.getMessage()
                            + "): check --postgres-url, --postgres-user and COUNTERSIGN_POSTGRES_PASSWORD",
                    e);
        }
    }

    /**
     * Engine and workers never connect as the owner, who could change the audit trail. Nor do they share a login with another node:
     * each sets the password that lies in its own data folder.
     */
    private Login applicationLogin(Login owner) throws SQLException, IOException {
        try (var connection = DriverManager.getConnection(settings.postgresUrl(), owner.user(), owner.password());
                var statement = connection.createStatement()) {
            var login =
                    new Login("countersign_" + data.id(), SecretFile.readOrCreate(data.secret("external-database")));
            var name = Utils.escapeIdentifier(null, login.user()).toString();
            statement.execute("""
                    do $$ begin
                        if not exists (select from pg_roles where rolname = '%s') then create role %s; end if;
                    end $$""".formatted(Utils.escapeLiteral(null, login.user(), true), name));
            statement.execute("alter role " + name + " login password '"
                    + Utils.escapeLiteral(null, login.password(), true) + "'");
            statement.execute("grant countersign_app to " + name);
            return login;
        }
    }
}
