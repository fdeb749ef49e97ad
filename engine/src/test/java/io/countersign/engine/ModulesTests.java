package io.countersign.engine;

import org.junit.jupiter.api.Test;
import org.springframework.modulith.core.ApplicationModules;

class ModulesTests {

    /**
     * A feature uses what other features make public in their top package, and no two features need each other. Where it
     * fails: make the type you need public there, publish an event, or move the common part down.
     */
    @Test
    void keepToTheirBoundaries() {
        ApplicationModules.of(EngineApplication.class).verify();
    }
}
