package io.countersign.workers;

import java.util.Map;
import java.util.stream.Collectors;

/** Processes that only tests have. */
public final class TestModels {

    private TestModels() {}

    public static String oneJob(String processId, String jobType) {
        return oneJob(processId, jobType, Map.of());
    }

    static String oneJob(String processId, String jobType, Map<String, String> headers) {
        return """
                <?xml version="1.0" encoding="UTF-8"?>
                <bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL"
                    xmlns:zeebe="http://camunda.org/schema/zeebe/1.0" targetNamespace="test">
                  <bpmn:process id="%s" isExecutable="true">
                    <bpmn:startEvent id="start" />
                    <bpmn:sequenceFlow id="to-job" sourceRef="start" targetRef="job" />
                    <bpmn:serviceTask id="job">
                      <bpmn:extensionElements>
                        <zeebe:taskDefinition type="%s" retries="3" />
                        <zeebe:taskHeaders>%s</zeebe:taskHeaders>
                      </bpmn:extensionElements>
                    </bpmn:serviceTask>
                    <bpmn:sequenceFlow id="to-end" sourceRef="job" targetRef="end" />
                    <bpmn:endEvent id="end" />
                  </bpmn:process>
                </bpmn:definitions>
                """.formatted(processId, jobType, elements("<zeebe:header key=\"%s\" value=\"%s\" />", headers));
    }

    /** As Camunda Modeler writes a task that its REST connector's template was laid upon, with a boundary event for {@code CAUGHT}. */
    static String restConnector(String processId, Map<String, String> inputs, Map<String, String> headers) {
        return connector(processId, "io.camunda.connectors.HttpJson.v2", "io.camunda:http-json:1", inputs, headers);
    }

    /** The same of its e-mail connector. */
    static String emailConnector(String processId, Map<String, String> inputs, Map<String, String> headers) {
        return connector(processId, "io.camunda.connectors.email.v1", "io.camunda:email:1", inputs, headers);
    }

    private static String connector(
            String processId,
            String template,
            String jobType,
            Map<String, String> inputs,
            Map<String, String> headers) {
        return """
                <?xml version="1.0" encoding="UTF-8"?>
                <bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL"
                    xmlns:zeebe="http://camunda.org/schema/zeebe/1.0" targetNamespace="test">
                  <bpmn:process id="%s" isExecutable="true">
                    <bpmn:startEvent id="start" />
                    <bpmn:sequenceFlow id="to-job" sourceRef="start" targetRef="job" />
                    <bpmn:serviceTask id="job" zeebe:modelerTemplate="%s">
                      <bpmn:extensionElements>
                        <zeebe:taskDefinition type="%s" retries="3" />
                        <zeebe:ioMapping>%s</zeebe:ioMapping>
                        <zeebe:taskHeaders>%s</zeebe:taskHeaders>
                      </bpmn:extensionElements>
                    </bpmn:serviceTask>
                    <bpmn:sequenceFlow id="to-end" sourceRef="job" targetRef="end" />
                    <bpmn:endEvent id="end" />
                    <bpmn:boundaryEvent id="error" attachedToRef="job">
                      <bpmn:outgoing>to-caught</bpmn:outgoing>
                      <bpmn:errorEventDefinition errorRef="CaughtError" />
                    </bpmn:boundaryEvent>
                    <bpmn:sequenceFlow id="to-caught" sourceRef="error" targetRef="caught" />
                    <bpmn:endEvent id="caught" />
                  </bpmn:process>
                  <bpmn:error id="CaughtError" name="Caught" errorCode="CAUGHT" />
                </bpmn:definitions>
                """.formatted(
                        processId,
                        template,
                        jobType,
                        elements("<zeebe:input target=\"%s\" source=\"%s\" />", inputs),
                        elements("<zeebe:header key=\"%s\" value=\"%s\" />", headers));
    }

    private static String elements(String element, Map<String, String> values) {
        return values.entrySet().stream()
                .map(value -> element.formatted(value.getKey(), escaped(value.getValue())))
                .collect(Collectors.joining());
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace("\"", "&quot;");
    }
}
