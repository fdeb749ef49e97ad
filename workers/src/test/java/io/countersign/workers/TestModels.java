package io.countersign.workers;

/** Processes that only tests have. */
final class TestModels {

    private TestModels() {}

    static String oneJob(String processId, String jobType) {
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
                      </bpmn:extensionElements>
                    </bpmn:serviceTask>
                    <bpmn:sequenceFlow id="to-end" sourceRef="job" targetRef="end" />
                    <bpmn:endEvent id="end" />
                  </bpmn:process>
                </bpmn:definitions>
                """.formatted(processId, jobType);
    }
}
