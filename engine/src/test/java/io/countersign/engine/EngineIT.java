package io.countersign.engine;

import io.camunda.client.CamundaClient;
import io.camunda.zeebe.model.bpmn.Bpmn;
import io.camunda.zeebe.model.bpmn.BpmnModelInstance;
import io.countersign.engine.identity.ApiKeys;
import io.countersign.engine.identity.Role;
import io.countersign.engine.identity.TestPeople;
import io.countersign.engine.identity.UserAccounts;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.EnumSet;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/**
 * The whole engine with its real parts: {@code class CancelInstanceIT extends EngineIT}. All such tests share one context, so
 * they bring no beans and settings of their own, use unique ids, and wait with {@link #eventually}.
 */
@SpringBootTest(
        classes = EngineApplication.class,
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = {
            "spring.config.name=engine",
            // can be set to something else by a test that needs a context of its own
            "countersign.zeebe.grpc-address=${test.zeebe.grpc-address}"
        })
public abstract class EngineIT {

    @LocalServerPort
    protected int port;

    @Autowired
    protected JdbcClient jdbc;

    @Autowired
    private ApiKeys keys;

    @Autowired
    private UserAccounts users;

    @DynamicPropertySource
    static void realParts(DynamicPropertyRegistry properties) {
        settings(RealParts.shared(), properties);
    }

    /** What an engine needs to be told to work with these parts. */
    public static void settings(RealParts parts, DynamicPropertyRegistry properties) {
        properties.add("spring.datasource.url", parts::jdbcUrl);
        properties.add("spring.datasource.username", () -> RealParts.APP_ROLE);
        properties.add("spring.datasource.password", () -> RealParts.SECRET);
        properties.add("spring.flyway.enabled", () -> "false");
        properties.add("test.zeebe.grpc-address", () -> parts.broker().grpcAddress());
        properties.add("countersign.zeebe.rest-address", () -> parts.broker().restAddress());
        properties.add(
                "countersign.audit.lookup-key",
                () -> Base64.getEncoder()
                        .encodeToString("thirty-two bytes are enough here".getBytes(StandardCharsets.US_ASCII)));
    }

    /** Somebody else's client, straight at the broker. */
    protected static CamundaClient zeebe() {
        return ZeebeClient.ZEEBE;
    }

    /** A system with a new key that has these roles. */
    protected Client system(Role first, Role... others) {
        return Client.system(port, newKey(first, others));
    }

    protected String newKey(Role first, Role... others) {
        return TestPeople.key(keys, EnumSet.of(first, others));
    }

    /** A new person, signed in. */
    protected Client person(Role first, Role... others) {
        var browser = Client.browser(port);
        browser.signIn(TestPeople.user(users, EnumSet.of(first, others)), TestPeople.PASSWORD);
        return browser;
    }

    protected static ConditionFactory eventually() {
        return Awaitility.await().atMost(Duration.ofSeconds(60)).pollInterval(Duration.ofMillis(50));
    }

    protected static String uniqueId(String prefix) {
        return prefix + "-" + UUID.randomUUID();
    }

    /** Deploys a process with one service task, whose job type is the process's id, and waits until the read model has it. */
    protected void deployServiceTask(String processId) {
        deploy(
                processId,
                Bpmn.createExecutableProcess(processId)
                        .startEvent("start")
                        .serviceTask("work", task -> task.zeebeJobType(processId))
                        .endEvent("end")
                        .done());
    }

    protected void deploy(String processId, BpmnModelInstance model) {
        zeebe().newDeployResourceCommand()
                .addProcessModel(model, processId + ".bpmn")
                .send()
                .join();
        eventually()
                .until(() -> jdbc.sql("select exists (select from process_definition where process_id = ?)")
                        .param(processId)
                        .query(Boolean.class)
                        .single());
    }

    private static final class ZeebeClient {
        static final CamundaClient ZEEBE = RealParts.shared().newClient();
    }
}
