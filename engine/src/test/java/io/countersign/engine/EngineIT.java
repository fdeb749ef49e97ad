package io.countersign.engine;

import io.camunda.client.CamundaClient;
import java.net.URI;
import java.util.Base64;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/**
 * The whole engine with its real parts: {@code class CancelInstanceIT extends EngineIT}. All such tests share one context, so
 * they bring no beans and settings of their own, use unique ids, and wait with Awaitility, 30 s at most.
 */
@SpringBootTest(
        classes = EngineApplication.class,
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = "spring.config.name=engine")
public abstract class EngineIT {

    @LocalServerPort
    private int port;

    @DynamicPropertySource
    static void realParts(DynamicPropertyRegistry properties) {
        settings(RealParts.shared(), properties);
    }

    /** What an engine needs to be told to work with these parts. */
    public static void settings(RealParts parts, DynamicPropertyRegistry properties) {
        properties.add("spring.datasource.url", parts::jdbcUrl);
        properties.add("spring.datasource.username", () -> RealParts.APP_ROLE);
        properties.add("spring.datasource.password", () -> RealParts.SECRET);
        properties.add("spring.flyway.user", () -> parts.postgres().superuser());
        properties.add("spring.flyway.password", () -> parts.postgres().superuserPassword());
        properties.add("countersign.zeebe.grpc-address", () -> parts.broker().grpcAddress());
        properties.add("countersign.zeebe.rest-address", () -> parts.broker().restAddress());
        properties.add("countersign.audit.lookup-key", () -> Base64.getEncoder().encodeToString(new byte[32]));
    }

    /** Somebody else's client, straight at the broker. */
    protected static CamundaClient zeebe() {
        return Client.ZEEBE;
    }

    protected URI url(String path) {
        return URI.create("http://localhost:" + port + path);
    }

    private static final class Client {
        static final CamundaClient ZEEBE = RealParts.shared().newClient();
    }
}
