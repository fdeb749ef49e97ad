package io.countersign.workers.operations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TargetUriTests {

    private static final URI BASE = URI.create("https://orders.example:8443/api/");

    @ParameterizedTest
    @CsvSource({
        "/orders, https://orders.example:8443/api/orders",
        "orders?x=1&y=%20, https://orders.example:8443/api/orders?x=1&y=%20",
        "//evil.example/x, https://orders.example:8443/api//evil.example/x",
        "https://evil.example/x, https://orders.example:8443/api/https://evil.example/x",
        "@evil.example/x, https://orders.example:8443/api/@evil.example/x",
    })
    void staysWithTheTarget(String path, String expected) throws Exception {
        assertThat(TargetUri.under(BASE, path)).isEqualTo(URI.create(expected));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/../admin",
                "/orders/..",
                "/%2e%2e/admin",
                "/..%2fadmin",
                "/a%5c..%5cadmin",
                "/a\\..\\admin",
                "/orders#x",
                "/a b",
                "/a\r\nHost: evil"
            })
    void refusesToLeaveIt(String path) {
        assertThatThrownBy(() -> TargetUri.under(BASE, path)).isInstanceOf(UnfitOperation.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/", " "})
    void takesNoPathForTheRoot(String path) throws Exception {
        assertThat(TargetUri.under(BASE, path)).isEqualTo(URI.create("https://orders.example:8443/api/"));
    }
}
