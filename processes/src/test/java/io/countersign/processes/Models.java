package io.countersign.processes;

import io.camunda.zeebe.model.bpmn.Bpmn;
import io.camunda.zeebe.model.bpmn.BpmnModelInstance;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What ships, parsed. */
final class Models {

    private static final JsonMapper JSON = new JsonMapper();

    private Models() {}

    record Model(String file, BpmnModelInstance bpmn) {
        @Override
        public String toString() {
            return file;
        }
    }

    static List<Model> all() {
        return ending(".bpmn")
                .map(resource -> new Model(
                        resource.name(), Bpmn.readModelFromStream(new ByteArrayInputStream(resource.bytes()))))
                .toList();
    }

    static List<JsonNode> forms() {
        return ending(".form").map(Models::json).toList();
    }

    static List<JsonNode> templates() {
        return ShippedResource.elementTemplates().stream().map(Models::json).toList();
    }

    static String decisions() {
        return ending(".dmn").map(Models::text).reduce("", String::concat);
    }

    /** Everything that can be deployed, as text. */
    static String everything() {
        return deployable().map(Models::text).reduce("", String::concat);
    }

    private static Stream<ShippedResource> deployable() {
        return Stream.concat(ShippedResource.deployable().stream(), ShippedResource.examples().stream());
    }

    private static Stream<ShippedResource> ending(String suffix) {
        return deployable().filter(resource -> resource.name().endsWith(suffix));
    }

    private static JsonNode json(ShippedResource resource) {
        return JSON.readTree(resource.bytes());
    }

    private static String text(ShippedResource resource) {
        return new String(resource.bytes(), StandardCharsets.UTF_8);
    }
}
