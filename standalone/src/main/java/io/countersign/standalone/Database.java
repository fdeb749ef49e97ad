package io.countersign.standalone;

import io.countersign.embedded.PostgresServer;
import io.countersign.embedded.SecretFile;
import io.countersign.standalone.Parts.Login;
import io.countersign.standalone.Parts.Store;
import io.countersign.store.Migrations;
import org.postgresql.ds.PGSimpleDataSource;

/** The database in our own PostgreSQL: the owner migrates it, and the others have only the rights of their group. */
final class Database {

    static final String NAME = "countersign";

    private final PostgresServer server;
    private final DataFolder data;

    Database(PostgresServer server, DataFolder data) {
        this.server = server;
        this.data = data;
    }

    /** Safe to repeat: what is there stays. */
    void prepare(Console console) {
        var owner = login("countersign_owner");
        server.createGroupRole("countersign_app");
        server.createGroupRole("countersign_exporter");
        server.createLoginRole(owner.user(), owner.password());
        server.createLoginRole(app().user(), app().password(), "countersign_app");
        server.createLoginRole(exporter().user(), exporter().password(), "countersign_exporter");
        server.createDatabase(NAME, owner.user());
        int applied = migrate(server.jdbcUrl(NAME), owner);
        if (applied > 0) {
            console.report("Brought the database up to date (" + applied + " migrations)");
        }
    }

    static int migrate(String url, Login owner) {
        var source = new PGSimpleDataSource();
        source.setUrl(url);
        source.setUser(owner.user());
        source.setPassword(owner.password());
        return Migrations.run(source);
    }

    String url() {
        return server.jdbcUrl(NAME);
    }

    /** Beside ours, as that of another system would be. */
    Store store() {
        var owner = login("equipment");
        server.createLoginRole(owner.user(), owner.password());
        server.createDatabase("equipment", owner.user());
        return new Store(server.jdbcUrl("equipment"), owner);
    }

    Login app() {
        return login("countersign");
    }

    Login exporter() {
        return login("countersign_zeebe");
    }

    private Login login(String user) {
        return new Login(user, SecretFile.readOrCreate(data.secret(user)));
    }
}
