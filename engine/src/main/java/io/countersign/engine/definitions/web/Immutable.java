package io.countersign.engine.definitions.web;

import java.time.Duration;
import org.springframework.http.CacheControl;
import org.springframework.http.ResponseEntity;

/** Answers that never change under their address: browsers keep them, shared caches don't, for they need permission. */
final class Immutable {

    private Immutable() {}

    static ResponseEntity.BodyBuilder ok(long key, String checksum) {
        return ResponseEntity.ok()
                .eTag("\"" + key + "-" + checksum + "\"")
                .cacheControl(
                        CacheControl.maxAge(Duration.ofDays(365)).cachePrivate().immutable());
    }
}
