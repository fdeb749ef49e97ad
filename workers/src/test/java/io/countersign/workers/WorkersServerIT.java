package io.countersign.workers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.context.ConfigurableApplicationContext;

/** The workers on a host of their own: health and metrics over HTTP, nothing else. */
class WorkersServerIT {

    private final HttpClient http = HttpClient.newHttpClient();
    private final Landscape world = Landscape.shared();

    @Test
    void tellsItsHealthAndItsNumbers() throws Exception {
        try (ConfigurableApplicationContext workers = RealParts.workers(
                RealParts.newDatabase(),
                world.broker.grpcAddress(),
                world.mail.getSmtp().getPort(),
                Map.of("spring.main.web-application-type", "servlet", "server.port", "0"))) {
            String url = "http://127.0.0.1:" + workers.getEnvironment().getRequiredProperty("local.server.port");

            await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
                assertThat(get(url + "/actuator/health/liveness")).isEqualTo("{\"status\":\"UP\"}");
                assertThat(get(url + "/actuator/health/readiness")).isEqualTo("{\"status\":\"UP\"}");
            });
            assertThat(get(url + "/actuator/prometheus")).contains("countersign_jobs_running");
            assertThat(status(url + "/actuator/env")).isEqualTo(404);
        }
    }

    private String get(String url) throws Exception {
        return send(url).body();
    }

    private int status(String url) throws Exception {
        return send(url).statusCode();
    }

    private HttpResponse<String> send(String url) throws Exception {
        return http.send(HttpRequest.newBuilder(URI.create(url)).build(), HttpResponse.BodyHandlers.ofString());
    }
}
