package io.countersign.engine.commands;

import java.time.Duration;

final class Settings {

    private Settings() {}

    static CommandSettings any() {
        return new CommandSettings(
                8,
                Duration.ofSeconds(15),
                Duration.ofSeconds(1),
                Duration.ofSeconds(20),
                Duration.ofMillis(100),
                Duration.ofSeconds(5),
                10,
                Duration.ofDays(7));
    }
}
