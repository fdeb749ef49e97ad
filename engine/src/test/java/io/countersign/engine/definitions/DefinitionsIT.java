package io.countersign.engine.definitions;

import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.engine.Cast;
import io.countersign.engine.Client;
import io.countersign.engine.EngineRows;
import io.countersign.engine.EngineTest;
import io.countersign.engine.identity.Role;
import java.util.Set;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

@EngineTest
class DefinitionsIT {

    private static final String BPMN = """
            <?xml version="1.0" encoding="UTF-8"?>
            <bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL">
              <bpmn:process id="%s" isExecutable="true">
                <bpmn:startEvent id="start" name="Wanted">%s</bpmn:startEvent>
                <bpmn:subProcess id="sub"><bpmn:startEvent id="inner"/></bpmn:subProcess>
              </bpmn:process>
            </bpmn:definitions>
            """;

    private final JdbcClient jdbc;
    private final Cast cast;
    private EngineRows rows;

    @Autowired
    DefinitionsIT(JdbcClient jdbc, ApplicationContext engine) {
        this.jdbc = jdbc;
        this.cast = new Cast(engine);
        this.rows = new EngineRows(jdbc);
    }

    @BeforeEach
    void rows() {
        rows = new EngineRows(jdbc);
    }

    @Test
    void offersTheLatestVersionOfWhatCanBeStartedByHand() {
        String byHand = Cast.unique("by-hand");
        String byMessage = Cast.unique("by-message");
        String formId = Cast.unique("form");
        rows.form(formId, 1, "{\"components\": []}");
        long form = rows.form(formId, 2, "{\"components\": [{\"type\": \"text\"}]}");
        rows.process(byHand, 1, BPMN.formatted(byHand, ""), formId);
        long latest = rows.process(byHand, 2, BPMN.formatted(byHand, ""), formId);
        rows.process(byMessage, 1, BPMN.formatted(byMessage, "<bpmn:messageEventDefinition/>"), null);

        var offered = cast.user().browser().get("/api/v1/startable-processes");

        assertThat(offered.status()).isEqualTo(200);
        assertThat(StreamSupport.stream(offered.body().path("items").spliterator(), false)
                        .map(process -> process.path("processId").asString())
                        .toList())
                .contains(byHand)
                .doesNotContain(byMessage);
        JsonNode process = item(offered, byHand);
        assertThat(process.path("processDefinitionKey").stringValue()).isEqualTo(Long.toString(latest));
        assertThat(process.path("version").intValue()).isEqualTo(2);
        assertThat(process.path("startForm").path("formKey").stringValue()).isEqualTo(Long.toString(form));
        assertThat(process.path("startForm").path("schema").path("components").size())
                .isEqualTo(1);
    }

    @Test
    void servesModelsThatBrowsersMayKeep() {
        String processId = Cast.unique("p");
        String bpmn = BPMN.formatted(processId, "");
        long key = rows.process(processId, 1, bpmn, null);
        Client browser = cast.user().browser();
        String path = "/api/v1/process-definitions/" + key + "/xml";

        var first = browser.get(path);

        assertThat(first.status()).isEqualTo(200);
        assertThat(first.raw().body()).isEqualTo(bpmn);
        assertThat(first.header("Content-Type")).startsWith("application/xml");
        assertThat(first.header("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(first.header("Content-Disposition")).startsWith("attachment").contains(processId);
        assertThat(first.header("Cache-Control")).contains("private").contains("immutable");
        var again = browser.send("GET", path, null, "If-None-Match", String.valueOf(first.header("ETag")));
        assertThat(again.status()).isEqualTo(304);
        assertThat(browser.get("/api/v1/process-definitions/" + key)
                        .body()
                        .path("processId")
                        .stringValue())
                .isEqualTo(processId);
        assertThat(browser.get("/api/v1/process-definitions/17/xml").problem())
                .isEqualTo("process-definition-not-found");
    }

    @Test
    void listsEveryVersionPageByPage() {
        String processId = Cast.unique("p");
        long first = rows.process(processId, 1, BPMN.formatted(processId, ""), null);
        long second = rows.process(processId, 2, BPMN.formatted(processId, ""), null);
        Client browser = cast.player(Set.of(Role.DESIGNER)).browser();

        var page = browser.get("/api/v1/process-definitions?limit=1");
        assertThat(page.body()
                        .path("items")
                        .path(0)
                        .path("processDefinitionKey")
                        .stringValue())
                .isEqualTo(Long.toString(second));
        var next = browser.get("/api/v1/process-definitions?limit=1&cursor="
                + page.body().path("nextCursor").stringValue());
        assertThat(next.body()
                        .path("items")
                        .path(0)
                        .path("processDefinitionKey")
                        .stringValue())
                .isEqualTo(Long.toString(first));
        assertThat(cast.user().browser().get("/api/v1/process-definitions").status())
                .isEqualTo(403);
    }

    private static JsonNode item(Client.Answer answer, String processId) {
        return StreamSupport.stream(answer.body().path("items").spliterator(), false)
                .filter(process -> process.path("processId").asString().equals(processId))
                .findFirst()
                .orElseThrow();
    }
}
