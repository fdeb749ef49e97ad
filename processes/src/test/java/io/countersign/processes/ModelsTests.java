package io.countersign.processes;

import static org.assertj.core.api.Assertions.assertThat;

import io.camunda.zeebe.model.bpmn.Bpmn;
import io.camunda.zeebe.model.bpmn.instance.BoundaryEvent;
import io.camunda.zeebe.model.bpmn.instance.EndEvent;
import io.camunda.zeebe.model.bpmn.instance.ExclusiveGateway;
import io.camunda.zeebe.model.bpmn.instance.FlowNode;
import io.camunda.zeebe.model.bpmn.instance.Gateway;
import io.camunda.zeebe.model.bpmn.instance.Process;
import io.camunda.zeebe.model.bpmn.instance.SequenceFlow;
import io.camunda.zeebe.model.bpmn.instance.StartEvent;
import io.camunda.zeebe.model.bpmn.instance.zeebe.ZeebeCalledDecision;
import io.camunda.zeebe.model.bpmn.instance.zeebe.ZeebeFormDefinition;
import io.camunda.zeebe.model.bpmn.instance.zeebe.ZeebeInput;
import io.camunda.zeebe.model.bpmn.instance.zeebe.ZeebeProperties;
import io.camunda.zeebe.model.bpmn.instance.zeebe.ZeebeProperty;
import io.countersign.processes.Models.Model;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

class ModelsTests {

    private static final String ZEEBE = "http://camunda.org/schema/zeebe/1.0";

    @ParameterizedTest
    @MethodSource("io.countersign.processes.Models#all")
    void fitTheSchema(Model model) {
        // also finds ids that are used twice
        Bpmn.validateModel(model.bpmn());
    }

    @ParameterizedTest
    @MethodSource("io.countersign.processes.Models#all")
    void sayWhatTheyAreFor(Model model) {
        assertThat(model.bpmn().getModelElementsByType(Process.class))
                .singleElement()
                .satisfies(process -> {
                    assertThat(process.isExecutable()).isTrue();
                    assertThat(process.getName()).isNotBlank();
                    assertThat(process.getDocumentations())
                            .singleElement()
                            .satisfies(documentation ->
                                    assertThat(documentation.getTextContent()).isNotBlank());
                    assertThat(process.getExtensionElements()
                                    .getElementsQuery()
                                    .filterByType(ZeebeProperties.class)
                                    .singleResult()
                                    .getProperties())
                            .extracting(ZeebeProperty::getName)
                            .contains("io.countersign.icon", "io.countersign.category");
                });
    }

    @ParameterizedTest
    @MethodSource("io.countersign.processes.Models#all")
    void nameEveryElement(Model model) {
        assertThat(model.bpmn().getModelElementsByType(FlowNode.class))
                .filteredOn(
                        node -> !(node instanceof Gateway && node.getIncoming().size() > 1))
                .allSatisfy(node -> assertThat(node.getName()).as(node.getId()).isNotBlank());
    }

    @ParameterizedTest
    @MethodSource("io.countersign.processes.Models#all")
    void connectEveryElement(Model model) {
        assertThat(model.bpmn().getModelElementsByType(FlowNode.class)).allSatisfy(node -> {
            boolean first = node instanceof StartEvent || node instanceof BoundaryEvent;
            assertThat(node.getIncoming().isEmpty()).as("into " + node.getId()).isEqualTo(first);
            assertThat(node.getOutgoing().isEmpty())
                    .as("out of " + node.getId())
                    .isEqualTo(node instanceof EndEvent);
        });
    }

    @ParameterizedTest
    @MethodSource("io.countersign.processes.Models#all")
    void sayWhichWayAGatewayGoes(Model model) {
        assertThat(model.bpmn().getModelElementsByType(ExclusiveGateway.class))
                .filteredOn(gateway -> gateway.getOutgoing().size() > 1)
                .allSatisfy(gateway -> {
                    assertThat(gateway.getDefault())
                            .as("default of " + gateway.getId())
                            .isNotNull();
                    assertThat(gateway.getOutgoing()).allSatisfy(flow -> {
                        assertThat(flow.getName()).as(flow.getId()).isNotBlank();
                        assertThat(flow.getConditionExpression() == null)
                                .as("no condition on " + flow.getId())
                                .isEqualTo(flow.equals(gateway.getDefault()));
                    });
                });
        assertThat(model.bpmn().getModelElementsByType(SequenceFlow.class))
                .filteredOn(flow -> flow.getSource().getOutgoing().size() == 1)
                .allSatisfy(flow -> assertThat(flow.getConditionExpression())
                        .as(flow.getId())
                        .isNull());
    }

    @ParameterizedTest
    @MethodSource("io.countersign.processes.Models#all")
    void referToFormsAndDecisionsThatShip(Model model) {
        Set<String> forms = Models.forms().stream()
                .map(form -> form.required("id").stringValue())
                .collect(Collectors.toSet());
        assertThat(model.bpmn().getModelElementsByType(ZeebeFormDefinition.class))
                .isNotEmpty()
                .allSatisfy(form -> assertThat(forms).contains(form.getFormId()));
        assertThat(model.bpmn().getModelElementsByType(ZeebeCalledDecision.class))
                .allSatisfy(called ->
                        assertThat(Models.decisions()).contains("<decision id=\"" + called.getDecisionId() + "\""));
    }

    @ParameterizedTest
    @MethodSource("io.countersign.processes.Models#all")
    void keepToTheElementTemplates(Model model) {
        assertThat(model.bpmn().getModelElementsByType(FlowNode.class))
                .filteredOn(node -> node.getAttributeValueNs(ZEEBE, "modelerTemplate") != null)
                .isNotEmpty()
                .allSatisfy(node -> {
                    JsonNode template = template(node.getAttributeValueNs(ZEEBE, "modelerTemplate"));
                    assertThat(node.getAttributeValueNs(ZEEBE, "modelerTemplateVersion"))
                            .isEqualTo(template.required("version").asString());
                    Set<String> inputs = inputsOf(node);
                    assertThat(names(template, false)).as(node.getId()).containsAll(inputs);
                    assertThat(inputs).as(node.getId()).containsAll(names(template, true));
                });
    }

    private static JsonNode template(String id) {
        return Models.templates().stream()
                .filter(template -> template.required("id").stringValue().equals(id))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no element template " + id));
    }

    private static Set<String> inputsOf(FlowNode node) {
        return node.getExtensionElements().getElements().stream()
                .flatMap(element -> element.getChildElementsByType(ZeebeInput.class).stream())
                .map(ZeebeInput::getTarget)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> names(JsonNode template, boolean onlyRequired) {
        return StreamSupport.stream(template.required("properties").spliterator(), false)
                .filter(property -> !(onlyRequired && property.path("optional").asBoolean(false)))
                .map(property -> property.required("binding"))
                .filter(binding -> binding.required("type").stringValue().equals("zeebe:input"))
                .map(binding -> binding.required("name").stringValue())
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
