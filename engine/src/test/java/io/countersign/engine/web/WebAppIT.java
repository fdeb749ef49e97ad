package io.countersign.engine.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.engine.Client;
import io.countersign.engine.EngineTest;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalServerPort;

@EngineTest
class WebAppIT {

    @LocalServerPort
    int port;

    private Client browser;

    @BeforeEach
    void openBrowser() {
        browser = Client.browser(port);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/index.html", "/inbox", "/tasks/2251799813685249", "/setup/abc", "/apidocs"})
    void isServedAtEveryAddressOfIts(String path) {
        var answer = browser.get(path);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.raw().body()).contains("<title>");
        assertThat(answer.header("Content-Type")).startsWith("text/html");
        assertThat(answer.header("Cache-Control")).isEqualTo("no-cache");
        assertThat(browser.csrfToken()).isPresent();
    }

    @Test
    void isKeptForeverWhereTheNameHasAHash() {
        assertThat(browser.get("/assets/app-4f2a.js").header("Cache-Control"))
                .isEqualTo("max-age=31536000, public, immutable");
    }

    @Test
    void isSentAsTheBuildPackedItToThoseWhoCanUnpackIt() throws Exception {
        HttpResponse<String> packed = asset("gzip, br");
        assertThat(packed.headers().firstValue("Content-Encoding")).contains("br");
        assertThat(packed.headers().allValues("Vary")).anyMatch("Accept-Encoding"::equalsIgnoreCase);
        assertThat(packed.body()).isEqualTo("what the build packed");

        HttpResponse<String> plain = asset("identity");
        assertThat(plain.headers().firstValue("Content-Encoding")).isEmpty();
        assertThat(plain.body()).isNotEqualTo(packed.body());
    }

    private HttpResponse<String> asset(String encodings) throws Exception {
        try (var client = HttpClient.newHttpClient()) {
            return client.send(
                    HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/assets/app-4f2a.js"))
                            .header("Accept-Encoding", encodings)
                            .build(),
                    BodyHandlers.ofString());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/assets/gone.js", "/favicon-that-is-not-there.ico", "/inbox/app.js"})
    void saysThatAFileIsNotThere(String path) {
        var answer = browser.get(path);

        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.problem()).isEqualTo("unknown-route");
    }

    @Test
    void mayNotBeFramedOrRunForeignScripts() {
        var answer = browser.get("/");

        assertThat(answer.header("Content-Security-Policy"))
                .contains("script-src 'self';")
                .contains("frame-ancestors 'none'")
                .contains("object-src 'none'");
        assertThat(answer.header("Content-Security-Policy").split("style-src", -1)[0])
                .doesNotContain("unsafe");
        assertThat(answer.header("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(answer.header("X-Frame-Options")).isEqualTo("DENY");
        assertThat(answer.header("Referrer-Policy")).isEqualTo("same-origin");
    }

    @Test
    void isNothingToPostTo() {
        assertThat(browser.post("/inbox", "{}").status()).isEqualTo(401);
    }
}
