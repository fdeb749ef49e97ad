package io.countersign.standalone.demo;

import io.countersign.embedded.SecretFile;
import io.countersign.engine.identity.ApiKeys;
import io.countersign.engine.identity.Role;
import io.countersign.store.audit.Actor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;

/** An API key that may do everything a system may; its text stays in a file, as the database has only its hash. */
public final class DemoKey {

    private final ApiKeys keys;
    private final Path file;
    private final Actor by;

    public DemoKey(ApiKeys keys, Path file, Actor by) {
        this.keys = keys;
        this.file = file;
        this.by = by;
    }

    /** The key of the first start, or a new one where that is lost or was revoked. */
    public String text() throws IOException {
        if (Files.exists(file)) {
            var text = Files.readString(file).strip();
            if (keys.caller(text).isPresent()) {
                return text;
            }
        }
        var name = "demo" + (Files.exists(file) ? "-" + SecretFile.generate().substring(0, 6) : "");
        var issued = keys.issue(name, Set.of(Role.USER, Role.DESIGNER, Role.OPERATOR, Role.AUDITOR), by);
        SecretFile.create(file, issued.text());
        return issued.text();
    }
}
