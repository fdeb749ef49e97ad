package io.countersign.standalone;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.AutoConfigurationImportFilter;
import org.springframework.boot.autoconfigure.AutoConfigurationMetadata;
import org.springframework.context.EnvironmentAware;
import org.springframework.core.env.Environment;

/**
 * Engine and workers share one class path here, and so each would be configured for the other's libraries. What belongs to
 * the sibling is left out, so that each is what it is on its own.
 */
class SiblingAutoConfigurations implements AutoConfigurationImportFilter, EnvironmentAware {

    private static final Map<String, List<String>> SIBLINGS = Map.of(
            "engine", List.of("io.camunda.", "org.springframework.boot.mail."),
            "workers",
                    List.of(
                            "org.springframework.boot.flyway.",
                            "org.springframework.boot.security.",
                            "org.springframework.boot.session.",
                            "org.springframework.modulith.",
                            "org.springdoc."));

    private List<String> foreign = List.of();

    @Override
    public void setEnvironment(Environment environment) {
        foreign = SIBLINGS.getOrDefault(environment.getProperty("spring.config.name", ""), List.of());
    }

    @Override
    public boolean[] match(@Nullable String[] classes, AutoConfigurationMetadata metadata) {
        var matches = new boolean[classes.length];
        for (int i = 0; i < classes.length; i++) {
            matches[i] = isOwn(classes[i]);
        }
        return matches;
    }

    private boolean isOwn(@Nullable String name) {
        return name != null && foreign.stream().noneMatch(name::startsWith);
    }
}
