package io.countersign.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.engine.Client.Answer;

/** What every refusal is, whoever is refused what: a problem detail that helps, and says nothing about our insides. */
public final class TidyProblem {

    private TidyProblem() {}

    public static void isTidy(Answer answer) {
        assertThat(answer.status()).isBetween(400, 599).isNotEqualTo(500);
        assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
        assertThat(answer.body().path("type").asString()).matches("urn:countersign:problem:[a-z-]+");
        assertThat(answer.body().path("status").asInt()).isEqualTo(answer.status());
        assertThat(answer.body().path("title").asString()).isNotBlank();
        assertThat(answer.body().path("detail").asString()).isNotBlank();
        assertThat(answer.body().path("instance").asString()).startsWith("/");
        assertThat(answer.body().path("errors").isArray()).isTrue();
        assertThat(answer.body().path("requestId").asString()).isEqualTo(answer.header("X-Request-Id"));
        assertThat(answer.raw().body())
                .doesNotContain("io.countersign", "io.camunda", "java.lang", "jackson", "springframework", "postgresql")
                .doesNotContainPattern("\\bat [a-z]+\\.[a-zA-Z.]+\\(")
                .doesNotContainPattern("[A-Za-z]+(Exception|Feature|Constraints)\\b");
    }
}
