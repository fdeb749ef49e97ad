package io.countersign.engine.instances;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.camunda.client.CamundaClient;
import io.camunda.client.api.command.ProblemException;
import io.camunda.client.api.search.enums.IncidentState;
import io.camunda.client.api.search.enums.ProcessInstanceState;
import io.camunda.client.api.search.response.ProcessInstance;
import io.countersign.engine.Cast;
import io.countersign.engine.Client;
import io.countersign.engine.EngineRows;
import io.countersign.engine.EngineTest;
import io.countersign.engine.OfficialClient;
import io.countersign.engine.identity.Role;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** The field's own client searches what we serve. */
@EngineTest
class SearchIT {

    private final EngineRows rows;
    private final Cast cast;

    @Autowired
    SearchIT(JdbcClient jdbc, ApplicationContext engine) {
        this.rows = new EngineRows(jdbc);
        this.cast = new Cast(engine);
    }

    @Test
    void findsInstancesWithTheOfficialClient() {
        String processId = Cast.unique("p");
        long definition = rows.process(processId, 1, "<x/>", null);
        long active = rows.instance(processId, definition, "ACTIVE", null);
        rows.requested(active, null, "order-7");
        rows.variable(active, active, "item", "\"pens\"");
        long broken = rows.instance(processId, definition, "ACTIVE", null);
        rows.incident(broken, broken, null, "no such variable");
        long child = rows.instance(processId, definition, "COMPLETED", active);
        try (CamundaClient client = client(Role.OPERATOR)) {
            var all = client.newProcessInstanceSearchRequest()
                    .filter(filter -> filter.processDefinitionId(processId))
                    .sort(sort -> sort.startDate().desc())
                    .send()
                    .join();
            assertThat(all.items())
                    .extracting(ProcessInstance::getProcessInstanceKey)
                    .containsExactly(child, broken, active);
            assertThat(all.page().totalItems()).isEqualTo(3);
            ProcessInstance last = all.items().getLast();
            assertThat(last.getState()).isEqualTo(ProcessInstanceState.ACTIVE);
            assertThat(last.getProcessDefinitionName()).isEqualTo("Process " + processId);
            assertThat(last.getStartDate()).isNotNull();

            assertThat(client.newProcessInstanceSearchRequest()
                            .filter(filter -> filter.processDefinitionId(p -> p.like(processId.substring(0, 8) + "*"))
                                    .hasIncident(true))
                            .send()
                            .join()
                            .items())
                    .extracting(ProcessInstance::getProcessInstanceKey)
                    .containsExactly(broken);
            assertThat(client.newProcessInstanceSearchRequest()
                            .filter(filter -> filter.variables(Map.of("item", "\"pens\""))
                                    .processInstanceKey(key -> key.in(active, broken)))
                            .send()
                            .join()
                            .items())
                    .extracting(ProcessInstance::getProcessInstanceKey)
                    .containsExactly(active);
            assertThat(client.newProcessInstanceSearchRequest()
                            .filter(filter -> filter.parentProcessInstanceKey(active))
                            .send()
                            .join()
                            .items())
                    .extracting(ProcessInstance::getProcessInstanceKey)
                    .containsExactly(child);
            assertThat(client.newProcessInstanceGetRequest(active).send().join().getProcessDefinitionId())
                    .isEqualTo(processId);
            assertThatThrownBy(() ->
                            client.newProcessInstanceGetRequest(4711).send().join())
                    .isInstanceOfSatisfying(
                            ProblemException.class,
                            problem -> assertThat(problem.code()).isEqualTo(404));
        }
    }

    @Test
    void pagesThroughInEitherDirectionAndAnyOrder() {
        String processId = Cast.unique("p");
        var expected = new ArrayList<Long>();
        for (int i = 0; i < 7; i++) {
            expected.add(rows.instance(processId, 1, i % 2 == 0 ? "ACTIVE" : "COMPLETED", null));
        }
        try (CamundaClient client = client(Role.OPERATOR)) {
            var found = new ArrayList<Long>();
            String after = null;
            String lastPageStart = null;
            do {
                String start = after;
                var page = client.newProcessInstanceSearchRequest()
                        .filter(filter -> filter.processDefinitionId(processId))
                        .sort(sort -> sort.endDate().desc().processInstanceKey().asc())
                        .page(paging -> {
                            if (start != null) {
                                paging.after(start);
                            }
                            paging.limit(3);
                        })
                        .send()
                        .join();
                page.items().forEach(instance -> found.add(instance.getProcessInstanceKey()));
                lastPageStart =
                        page.items().isEmpty() ? lastPageStart : page.page().startCursor();
                after = page.items().size() < 3 ? null : page.page().endCursor();
            } while (after != null);
            assertThat(found).containsExactlyInAnyOrderElementsOf(expected).doesNotHaveDuplicates();

            String end = lastPageStart;
            var before = client.newProcessInstanceSearchRequest()
                    .filter(filter -> filter.processDefinitionId(processId))
                    .sort(sort -> sort.endDate().desc().processInstanceKey().asc())
                    .page(paging -> paging.before(String.valueOf(end)).limit(3))
                    .send()
                    .join();
            assertThat(before.items())
                    .extracting(ProcessInstance::getProcessInstanceKey)
                    .isEqualTo(found.subList(3, 6));
        }
    }

    @Test
    void findsIncidentsWithTheOfficialClient() {
        long instance = rows.instance("p", 1, "ACTIVE", null);
        long incident = rows.incident(instance, instance, 99L, "the door is closed");
        try (CamundaClient client = client(Role.OPERATOR)) {
            var found = client.newIncidentSearchRequest()
                    .filter(filter -> filter.processInstanceKey(instance).state(IncidentState.ACTIVE))
                    .sort(sort -> sort.creationTime().desc())
                    .send()
                    .join();
            assertThat(found.items()).hasSize(1);
            assertThat(found.items().getFirst().getIncidentKey()).isEqualTo(incident);
            assertThat(found.items().getFirst().getErrorMessage()).isEqualTo("the door is closed");
            assertThat(found.items().getFirst().getJobKey()).isEqualTo(99L);
            assertThat(client.newIncidentGetRequest(incident).send().join().getIncidentKey())
                    .isEqualTo(incident);
        }
    }

    @Test
    void showsPeopleWhatTheyStartedAndWhatThatCalled() {
        Cast.Player ann = cast.user();
        String processId = Cast.unique("p");
        long hers = rows.instance(processId, 1, "ACTIVE", null);
        rows.requested(hers, ann.username(), null);
        long called = rows.instance(processId, 1, "ACTIVE", hers);
        long foreign = rows.instance(processId, 1, "ACTIVE", null);

        assertThat(seen(ann.browser(), processId)).containsExactlyInAnyOrder(hers, called);
        assertThat(statusOf(ann.browser(), hers)).isEqualTo(200);
        assertThat(statusOf(ann.browser(), called)).isEqualTo(200);
        var refused = ann.browser().get("/v2/process-instances/" + foreign);
        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.problem()).isEqualTo("instance-not-visible");
        assertThat(ann.browser().post("/v2/incidents/search", Map.of()).status())
                .isEqualTo(403);
    }

    @Test
    void showsPeopleWhatTheyHaveOrHadATaskOf() {
        String group = cast.group();
        Cast.Player ben = cast.user(group);
        String processId = Cast.unique("p");
        long offered = rows.instance(processId, 1, "ACTIVE", null);
        rows.task().of(offered).groups(group).create();
        long assigned = rows.instance(processId, 1, "ACTIVE", null);
        rows.task().of(assigned).assignee(ben.username()).create();
        long had = rows.instance(processId, 1, "COMPLETED", null);
        rows.close(rows.task().of(had).users(ben.username()).create(), "COMPLETED", null);
        long answered = rows.instance(processId, 1, "ACTIVE", null);
        long everybodys = rows.task().of(answered).create();
        assertThat(ben.browser()
                        .post("/api/v1/tasks/" + everybodys + "/completion", Map.of())
                        .status())
                .isEqualTo(200);
        long taken = rows.instance(processId, 1, "ACTIVE", null);
        long claimed = rows.task().of(taken).create();
        assertThat(ben.browser()
                        .post("/api/v1/tasks/" + claimed + "/claim", null)
                        .status())
                .isEqualTo(200);
        // for everybody: that alone makes nobody a participant
        long open = rows.instance(processId, 1, "ACTIVE", null);
        rows.task().of(open).create();
        long others = rows.instance(processId, 1, "ACTIVE", null);
        rows.task().of(others).groups(cast.group()).create();

        assertThat(seen(ben.browser(), processId)).containsExactlyInAnyOrder(offered, assigned, had, answered, taken);
        for (long his : List.of(offered, assigned, had, answered, taken)) {
            assertThat(statusOf(ben.browser(), his)).isEqualTo(200);
        }
        assertThat(statusOf(ben.browser(), open)).isEqualTo(403);
        assertThat(statusOf(ben.browser(), others)).isEqualTo(403);
    }

    @Test
    void showsSystemsWhatTheyStarted() {
        Client system = cast.system(Role.USER);
        String processId = Cast.unique("p");
        long foreign = rows.instance(processId, 1, "ACTIVE", null);

        assertThat(seen(system, processId)).isEmpty();
        assertThat(statusOf(system, foreign)).isEqualTo(403);
    }

    @Test
    void showsOperatorsAndAuditorsEverything() {
        String processId = Cast.unique("p");
        long one = rows.instance(processId, 1, "ACTIVE", null);
        long other = rows.instance(processId, 1, "ACTIVE", one);

        for (Role role : List.of(Role.OPERATOR, Role.AUDITOR, Role.ADMIN)) {
            Client browser = cast.player(Set.of(role)).browser();
            assertThat(seen(browser, processId)).containsExactlyInAnyOrder(one, other);
            assertThat(statusOf(browser, other)).isEqualTo(200);
        }
    }

    private static List<Long> seen(Client client, String processId) {
        JsonNode items = client.post(
                        "/v2/process-instances/search", Map.of("filter", Map.of("processDefinitionId", processId)))
                .body()
                .path("items");
        return StreamSupport.stream(items.spliterator(), false)
                .map(item -> Long.valueOf(item.path("processInstanceKey").stringValue()))
                .toList();
    }

    private static int statusOf(Client client, long processInstanceKey) {
        return client.get("/v2/process-instances/" + processInstanceKey).status();
    }

    @Test
    void saysWhichFieldsThereAre() {
        var refused = cast.system(Role.OPERATOR)
                .post("/v2/process-instances/search", Map.of("filter", Map.of("colour", "red")));

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.body().path("detail").stringValue())
                .contains("colour")
                .contains("processDefinitionId");
        assertThat(List.of(refused.body().path("errors").path(0).path("field").stringValue()))
                .containsExactly("filter");
    }

    private CamundaClient client(Role... roles) {
        return OfficialClient.of(cast.port(), cast.key(roles));
    }
}
