package io.countersign.engine.definitions;

import java.util.Optional;
import org.springframework.stereotype.Component;

/** What models say about their processes in extension properties ({@code zeebe:property}) that Countersign knows. */
@Component
public class ProcessProperties {

    private static final String PREFIX = "io.countersign.";

    private final ElementNames models;

    ProcessProperties(ElementNames models) {
        this.models = models;
    }

    /** The name of the picture in the catalogue. */
    public Optional<String> icon(long processDefinitionKey) {
        return property(processDefinitionKey, "icon");
    }

    /** Under which heading the catalogue shows it. */
    public Optional<String> category(long processDefinitionKey) {
        return property(processDefinitionKey, "category");
    }

    /** Whether whoever asked may take the request back. A process that is not known forbids nothing. */
    public boolean mayBeWithdrawn(long processDefinitionKey) {
        return property(processDefinitionKey, "withdraw")
                .filter("never"::equals)
                .isEmpty();
    }

    private Optional<String> property(long processDefinitionKey, String name) {
        return models.modelOf(processDefinitionKey)
                .map(model -> model.properties().get(PREFIX + name))
                .map(String::strip)
                .filter(value -> !value.isEmpty());
    }
}
