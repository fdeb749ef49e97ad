package io.countersign.standalone;

import java.net.URI;
import java.util.concurrent.CompletableFuture;

/**
 * PostgreSQL with a migrated database, and Zeebe, which may still be starting.
 *
 * @param jdbcUrl of the database
 * @param app the login of engine and workers
 * @param zeebe completes when Zeebe takes commands
 */
record Parts(String jdbcUrl, Login app, URI zeebeGrpc, URI zeebeRest, CompletableFuture<?> zeebe) {

    record Login(String user, String password) {}
}
