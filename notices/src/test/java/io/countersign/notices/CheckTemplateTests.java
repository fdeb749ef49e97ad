package io.countersign.notices;

import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.notices.TemplateProblem.Reason;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class CheckTemplateTests {

    private static final Set<String> WORDS = Set.of("task", "url");

    @Test
    void findsNothingInWhatIsGood() {
        assertThat(of("{{task}}", "{{#url}}<a href=\"{{url}}\">{{task}}</a>{{/url}}{{! a note }}"))
                .isEmpty();
    }

    @Test
    void saysWhereAPlaceholderIsUnknown() {
        assertThat(of("{{task}}", "<p>\n{{#url}}\n{{tsk}}{{/url}}"))
                .containsExactly(new TemplateProblem("html", 3, Reason.UNKNOWN_PLACEHOLDER, "tsk"));
        assertThat(CheckTemplate.of(new Template("{{any}}", "{{thing}}", null), null))
                .as("whoever uses it decides")
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"{{{task}}}", "{{&task}}", "{{>task}}", "{{=<% %>=}}", "{{<task}}", "{{$task}}"})
    void allowsNothingThatIsUnescapedOrFromElsewhere(String tag) {
        assertThat(of("x", "\n" + tag)).extracting(TemplateProblem::reason).contains(Reason.NOT_ALLOWED);
    }

    @ParameterizedTest
    @CsvSource({"{{#url}} x", "x {{/url}}", "{{#url}}{{/task}}", "{{task"})
    void findsWhatIsNotClosed(String html) {
        assertThat(of("x", html)).extracting(TemplateProblem::reason).contains(Reason.BROKEN);
    }

    @Test
    void wantsWords() {
        assertThat(of(" ", "")).extracting(TemplateProblem::part).containsExactly("subject", "html");
        assertThat(of("x", "x".repeat(70_000)))
                .extracting(TemplateProblem::reason)
                .containsExactly(Reason.TOO_LONG);
    }

    @ParameterizedTest
    @EnumSource
    void findsNothingInWhatShips(NoticeKind kind) {
        for (String language : Shipped.LANGUAGES) {
            assertThat(Shipped.find(kind.id(), language))
                    .get()
                    .satisfies(template ->
                            assertThat(CheckTemplate.of(template, kind.words())).isEmpty());
        }
    }

    private static List<TemplateProblem> of(String subject, String html) {
        return CheckTemplate.of(new Template(subject, html, null), WORDS);
    }
}
