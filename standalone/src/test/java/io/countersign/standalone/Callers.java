package io.countersign.standalone;

import java.net.CookieManager;
import java.net.HttpCookie;
import java.net.http.HttpClient;
import java.util.Map;
import org.springframework.http.MediaType;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.web.client.RestClient;

/** The product's API as a system with a key, or a person in a browser, calls it. */
final class Callers {

    private static final String PASSWORD = "countersign";

    private Callers() {}

    /** With the demo's API key. */
    static RestClient system(CountersignProcess up) {
        return builder(up, new CookieManager())
                .defaultHeader("Authorization", "Bearer " + up.after("Demo API key: "))
                .build();
    }

    /** One of the demo's people, signed in. */
    static RestClient person(CountersignProcess up, String username) {
        var cookies = new CookieManager();
        var client = builder(up, cookies)
                .requestInterceptor((request, body, execution) -> {
                    cookies.getCookieStore().getCookies().stream()
                            .filter(cookie -> cookie.getName().equals("XSRF-TOKEN"))
                            .map(HttpCookie::getValue)
                            .forEach(token -> request.getHeaders().set("X-XSRF-TOKEN", token));
                    return execution.execute(request, body);
                })
                .build();
        // whoever asks is given the token, signed in or not
        client.get().uri("/api/v1/me").exchange((request, response) -> response.getStatusCode());
        client.post()
                .uri("/api/v1/session")
                .contentType(MediaType.APPLICATION_JSON)
                .body(Map.of("username", username, "password", PASSWORD))
                .retrieve()
                .toBodilessEntity();
        return client;
    }

    private static RestClient.Builder builder(CountersignProcess up, CookieManager cookies) {
        var http = HttpClient.newBuilder().cookieHandler(cookies).build();
        return RestClient.builder()
                .baseUrl(up.address("").toString())
                .requestFactory(new JdkClientHttpRequestFactory(http));
    }
}
