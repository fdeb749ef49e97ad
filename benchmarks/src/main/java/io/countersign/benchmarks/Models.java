package io.countersign.benchmarks;

import io.camunda.zeebe.model.bpmn.Bpmn;
import io.camunda.zeebe.model.bpmn.BpmnModelInstance;
import java.util.LinkedHashMap;
import java.util.Map;

/** The models and variables of the workloads. */
final class Models {

    static final String W1 = "benchmark-w1";
    static final String W3 = "benchmark-w3";
    static final String MAIL = "benchmark-mail";
    static final String NO_CALL = "benchmark-no-call";
    static final String CALL = "benchmark-call-";
    static final String GROUP = "finance";
    static final String FIRST_JOB = "benchmark-first";
    static final String LAST_JOB = "benchmark-last";

    /** Ends instances that the driver does not wait for. */
    static final String OTHER_JOB = "benchmark-other";

    private Models() {}

    /** W1: one service task. */
    static BpmnModelInstance w1() {
        return Bpmn.createExecutableProcess(W1)
                .name("Benchmark W1")
                .startEvent("start")
                .serviceTask("work", task -> task.name("Work").zeebeJobType(LAST_JOB))
                .endEvent("end")
                .done();
    }

    /** W3: a user task that somebody decides, then two service tasks. */
    static BpmnModelInstance w3() {
        return Bpmn.createExecutableProcess(W3)
                .name("Benchmark W3")
                .startEvent("start")
                .userTask(
                        "decide",
                        task -> task.name("Decide")
                                .zeebeCandidateGroups(GROUP)
                                .zeebeInput("=\"any\"", "approval.policy")
                                // bare Zeebe sends no mails either
                                .zeebeInput("=false", "approval.mail"))
                .serviceTask("first", task -> task.name("First").zeebeJobType(FIRST_JOB))
                .serviceTask("last", task -> task.name("Last").zeebeJobType(LAST_JOB))
                .endEvent("end")
                .done();
    }

    /** A mail, and a job that counts. */
    static BpmnModelInstance mail() {
        return Bpmn.createExecutableProcess(MAIL)
                .startEvent("start")
                .serviceTask(
                        "mail",
                        task -> task.zeebeJobType("io.countersign:send-email")
                                .zeebeInput("=[\"reader@example.com\"]", "to")
                                .zeebeInput("=\"A mail of the benchmark\"", "subject")
                                .zeebeInput("=\"Some words.\"", "text"))
                .endEvent("end")
                .done();
    }

    /** A job that does nothing, and one that counts. */
    static BpmnModelInstance noCall() {
        return Bpmn.createExecutableProcess(NO_CALL)
                .startEvent("start")
                .serviceTask("nothing", task -> task.zeebeJobType(FIRST_JOB))
                .serviceTask("last", task -> task.zeebeJobType(LAST_JOB))
                .endEvent("end")
                .done();
    }

    /** A call to a target of the product, and a job that counts. */
    static BpmnModelInstance call(String target, String lastJob) {
        return Bpmn.createExecutableProcess(CALL + target)
                .startEvent("start")
                .serviceTask(
                        "call",
                        task -> task.zeebeJobType("io.countersign:http-request")
                                .zeebeJobRetries("3")
                                .zeebeInput(target, "target")
                                .zeebeInput("POST", "method")
                                .zeebeInput("/" + target, "path")
                                .zeebeInput("={orderId: orderId}", "body"))
                .serviceTask("last", task -> task.zeebeJobType(lastJob))
                .endEvent("end")
                .done();
    }

    /** Eight variables of half a kilobyte in all. */
    static Map<String, Object> variables(long number) {
        var variables = new LinkedHashMap<String, Object>();
        variables.put("orderId", "order-" + number);
        variables.put("amount", 1249.5 + number % 100);
        variables.put("currency", "EUR");
        variables.put("category", "hardware");
        variables.put("urgent", number % 7 == 0);
        variables.put("costCentre", 4711);
        variables.put("supplier", Map.of("id", "s-100", "name", "Contoso Office Supplies", "country", "DE"));
        variables.put("justification", "x".repeat(260));
        return variables;
    }
}
