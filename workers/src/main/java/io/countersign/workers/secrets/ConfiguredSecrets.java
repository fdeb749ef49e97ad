package io.countersign.workers.secrets;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** From the environment, and from files that are read every time: whoever changes one need not start the workers again. */
final class ConfiguredSecrets implements SecretStore {

    private static final Logger LOG = LoggerFactory.getLogger(ConfiguredSecrets.class);

    /** No way out of the folder, and nothing hidden in it. */
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9_.-]{0,99}");

    private static final long LONGEST = 64 * 1024;

    private final SecretSettings settings;
    private final Function<String, @Nullable String> environment;

    ConfiguredSecrets(SecretSettings settings, Function<String, @Nullable String> environment) {
        this.settings = settings;
        this.environment = environment;
    }

    @Override
    public Optional<String> find(String name) {
        if (!NAME.matcher(name).matches()) {
            return Optional.empty();
        }
        return file(name)
                .or(() -> Optional.ofNullable(environment.apply(settings.environmentPrefix() + name)))
                .filter(value -> !value.isEmpty());
    }

    private Optional<String> file(String name) {
        if (settings.folder() == null) {
            return Optional.empty();
        }
        Path file = settings.folder().resolve(name);
        try {
            if (!Files.isRegularFile(file) || Files.size(file) > LONGEST) {
                return Optional.empty();
            }
            // editors end a file with a line break, which no secret does
            return Optional.of(Files.readString(file, StandardCharsets.UTF_8).stripTrailing());
        } catch (IOException e) {
            LOG.warn("the secret {} can't be read", name, e);
            return Optional.empty();
        }
    }
}
