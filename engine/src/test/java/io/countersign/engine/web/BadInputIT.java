package io.countersign.engine.web;

import static io.countersign.engine.TidyProblem.isTidy;
import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.engine.EngineIT;
import io.countersign.engine.identity.Role;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What nobody sends by mistake: it is refused as plainly as the rest, and nothing comes of it. */
class BadInputIT extends EngineIT {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'processDefinitionId': 'P'",
                "{'processDefinitionId': 'P', 'variables': {'amount': NaN}}",
                "{'processDefinitionId': 'P', 'variables': {'amount': 1,}}",
                "{'processDefinitionId': 'P', 'variables': {'a\\u0000': 1}}",
                "{'processDefinitionId': 'P', 'variables': {'': 1}}",
                "{'processDefinitionId': 'P', 'businessKey': 'a\\u0000'}",
                "{'processDefinitionId': 'P', 'processDefinitionVersion': 99999999999}",
                "{'processDefinitionId': 'P\\u0000'}",
                "{'processDefinitionKey': '9999999999999999999'}",
                "null",
                "[]",
                "'P'"
            })
    void startsNothing(String start) {
        String process = uniqueId("bad");
        deployServiceTask(process);

        var refused = system(Role.USER)
                .post("/v2/process-instances", start.replace('\'', '"').replace("P", process));

        assertThat(refused.status()).isEqualTo(400);
        isTidy(refused);
        assertThat(jdbc.sql("select count(*) from start_request where process_id = ?")
                        .param(process)
                        .query(Long.class)
                        .single())
                .isZero();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/v1/tasks?assignee=%00",
                "/api/v1/tasks?candidateGroup=%00",
                "/api/v1/tasks?cursor=%00",
                "/api/v1/tasks?search=%ff",
                "/api/v1/deliveries?search=%00%ff",
                "/api/v1/tasks/99999999999999999999",
                "/v2/process-instances/99999999999999999999",
                "/api/v1/audit-entries?objectType=%00&objectId=%00"
            })
    void readsNothing(String path) {
        var refused = person(Role.USER, Role.OPERATOR).get(path);

        assertThat(refused.status()).isEqualTo(400);
        isTidy(refused);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "/v2/process-instances/search | {\"filter\": {\"processDefinitionId\": \"a\\u0000\"}}",
                "/v2/messages/publication | {\"name\": \"a\\u0000\", \"correlationKey\": \"1\"}",
                "/v2/messages/publication | {\"name\": \"a\", \"correlationKey\": \"1\", \"variables\": {\"\\u0000\": 1}}",
                "/api/v1/session | {\"username\": \"a\\u0000\", \"password\": \"b\"}"
            })
    void doesNothing(String path, String body) {
        var refused = person(Role.USER, Role.OPERATOR).post(path, body);

        assertThat(refused.status()).isEqualTo(400);
        isTidy(refused);
    }

    @Test
    void sendsNoMessageWhoseNameCannotBeKept() {
        String name = uniqueId("message");

        var refused = person(Role.OPERATOR)
                .post("/v2/messages/publication", Map.of("name", name + "\0", "correlationKey", "1"));

        assertThat(refused.problem()).isEqualTo("unstorable-text");
        assertThat(jdbc.sql("select count(*) from audit_entry where object_id like ?")
                        .param(name + "%")
                        .query(Long.class)
                        .single())
                .isZero();
    }
}
