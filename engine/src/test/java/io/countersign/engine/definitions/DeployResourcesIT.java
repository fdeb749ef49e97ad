package io.countersign.engine.definitions;

import static io.countersign.engine.TidyProblem.isTidy;
import static org.assertj.core.api.Assertions.assertThat;

import io.camunda.zeebe.model.bpmn.Bpmn;
import io.countersign.engine.Client;
import io.countersign.engine.Client.Answer;
import io.countersign.engine.EngineIT;
import io.countersign.engine.identity.Role;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DeployResourcesIT extends EngineIT {

    private final String process = uniqueId("deploy");

    @Test
    void deploysAllFilesAndCanStartThemAtOnce() {
        var answer = deploy(
                system(Role.DESIGNER),
                Map.of(
                        process + ".bpmn",
                        model(),
                        process + ".form",
                        "{\"id\":\"%s\",\"type\":\"default\",\"components\":[]}".formatted(process)));

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body().path("deployments")).hasSize(2);
        assertThat(person(Role.USER)
                        .post("/v2/process-instances", Map.of("processDefinitionId", process))
                        .status())
                .isEqualTo(200);
        assertThat(jdbc.sql("select count(*) from audit_entry where action = 'deployment.done' and object_id = ?")
                        .param(answer.body().path("deploymentKey").asString())
                        .query(Long.class)
                        .single())
                .isEqualTo(1);
    }

    @Test
    void saysWhereXmlIsBroken() {
        var answer = deploy(
                system(Role.DESIGNER),
                Map.of("a.bpmn", "<definitions>\n  <process>\n</definitions>", process + ".bpmn", model()));

        assertThat(answer.status()).isEqualTo(400);
        isTidy(answer);
        assertThat(isDeployed()).isFalse();
        assertThat(answer.problem()).isEqualTo("unreadable-resource");
        assertThat(answer.body().path("errors").path(0).path("field").asString())
                .isEqualTo("resources.a.bpmn");
        assertThat(answer.body().path("detail").asString()).contains("line 3", "Nothing was deployed");
    }

    @Test
    void readsNoOtherFileForAnXmlEntity() {
        var answer = deploy(
                system(Role.DESIGNER),
                Map.of(
                        process + ".bpmn",
                        "<!DOCTYPE d [<!ENTITY x SYSTEM \"file:///etc/passwd\">]>\n"
                                + model().replace("start", "&x;")));

        assertThat(answer.status()).isEqualTo(400);
        isTidy(answer);
        assertThat(answer.body().path("detail").asString())
                .contains("document type", "DOCTYPE")
                .doesNotContain("root:");
        assertThat(isDeployed()).isFalse();
    }

    @Test
    void saysPerFileWhatTheBrokerDoesNotAccept() {
        var broken = Bpmn.convertToString(Bpmn.createExecutableProcess(process + "-broken")
                .startEvent()
                .serviceTask("work")
                .endEvent()
                .done());

        var answer =
                deploy(system(Role.DESIGNER), Map.of(process + ".bpmn", model(), process + "-broken.bpmn", broken));

        assertThat(answer.status()).isEqualTo(422);
        isTidy(answer);
        assertThat(answer.problem()).isEqualTo("deployment-refused");
        assertThat(answer.body().path("errors").path(0).path("field").asString())
                .isEqualTo("resources." + process + "-broken.bpmn");
        assertThat(answer.body().path("errors").path(0).path("message").asString())
                .contains("taskDefinition");
        assertThat(answer.body().path("detail").asString()).doesNotContain("rejected with code");
        assertThat(isDeployed()).isFalse();
    }

    @Test
    void takesNoOtherFilesAndNotNothing() {
        var designer = system(Role.DESIGNER);

        assertThat(deploy(designer, Map.of("virus.exe", "MZ")).status()).isEqualTo(400);
        assertThat(deploy(designer, Map.of("a.form", "{\"id\": ")).status()).isEqualTo(400);
        assertThat(deploy(designer, Map.of("a.bpmn", "<html/>"))
                        .body()
                        .path("detail")
                        .asString())
                .contains("neither BPMN nor DMN");
        assertThat(deploy(designer, Map.of()).status()).isEqualTo(400);
        assertThat(deploy(designer, Map.of("a.bpmn", "x".repeat(5_000_000))).status())
                .isEqualTo(413);
        assertThat(deploy(person(Role.USER), Map.of(process + ".bpmn", model())).status())
                .isEqualTo(403);
    }

    private String model() {
        return Bpmn.convertToString(Bpmn.createExecutableProcess(process)
                .startEvent("start")
                .serviceTask("work", task -> task.zeebeJobType("work"))
                .endEvent()
                .done());
    }

    private boolean isDeployed() {
        return jdbc.sql("select exists (select from zeebe_record where value_type = 'PROCESS' and value like ?)")
                .param("%" + process + "%")
                .query(Boolean.class)
                .single();
    }

    private static Answer deploy(Client client, Map<String, String> files) {
        var boundary = "----parts";
        var body = new StringBuilder();
        files.forEach((name, content) -> body.append("--%s\r\n".formatted(boundary))
                .append("Content-Disposition: form-data; name=\"resources\"; filename=\"%s\"\r\n".formatted(name))
                .append("Content-Type: application/octet-stream\r\n\r\n")
                .append(content)
                .append("\r\n"));
        body.append("--%s--\r\n".formatted(boundary));
        return client.exchange(
                "POST",
                "/v2/deployments",
                BodyPublishers.ofString(body.toString(), StandardCharsets.UTF_8),
                "Content-Type",
                "multipart/form-data; boundary=" + boundary,
                "X-XSRF-TOKEN",
                client.csrfToken().orElse("none"));
    }
}
