package io.countersign.standalone;

import java.net.URI;

/** Where PostgreSQL and Zeebe come from. A port of 0 means a free one. */
sealed interface PartsSettings {

    record Embedded(String zeebeVersion, int postgresPort, int zeebeGrpcPort) implements PartsSettings {}

    record External(String postgresUrl, String owner, String ownerPassword, URI zeebeGrpc, URI zeebeRest)
            implements PartsSettings {}
}
