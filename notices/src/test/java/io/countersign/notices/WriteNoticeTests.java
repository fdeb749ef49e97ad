package io.countersign.notices;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class WriteNoticeTests {

    private final Map<String, Template> own = new HashMap<>();
    private final WriteNotice notices =
            new WriteNotice((kind, language) -> Optional.ofNullable(own.get(kind + "." + language)));

    @Test
    void writesInTheReadersLanguage() {
        assertThat(reminder(Locale.ENGLISH).subject()).isEqualTo("Reminder: Approve (Purchase)");
        assertThat(reminder(Locale.forLanguageTag("de-AT")).subject()).isEqualTo("Erinnerung: Approve (Purchase)");
        assertThat(reminder(Locale.FRENCH).subject()).isEqualTo("Reminder: Approve (Purchase)");
    }

    @Test
    void prefersWhatTheOrganisationWrote() {
        own.put("reminder.de", new Template("Bitte: {{task}}", "<p>{{requester}} fragt.</p>", "Nur Text: {{task}}"));

        Written german = reminder(Locale.GERMAN);

        assertThat(german.subject()).isEqualTo("Bitte: Approve");
        assertThat(german.html()).contains("Rita fragt.").contains("Countersign");
        assertThat(german.text()).startsWith("Nur Text: Approve\n\n-- \n");
        assertThat(reminder(Locale.ENGLISH).subject()).startsWith("Reminder");
    }

    @Test
    void writesAllTheSameWhereTheOrganisationsTemplateIsBroken() {
        own.put("reminder.de", new Template("{{#task}}", "<p></p>", null));

        assertThat(reminder(Locale.GERMAN).subject()).isEqualTo("Reminder: Approve (Purchase)");
        assertThatThrownBy(() -> notices.preview(
                        "reminder", new Template("{{#task}}", "<p></p>", null), Locale.GERMAN, Map.of()))
                .isInstanceOf(UnusableTemplate.class);
    }

    @Test
    void keepsTheLinesOfWhatSomebodyWrote() {
        Written mail = notices.write(
                NoticeKind.DECIDED,
                Locale.ENGLISH,
                Map.of("task", "Approve", "comment", "The first line.\nThe second."));

        assertThat(mail.html()).contains("The first line.\nThe second.");
    }

    @Test
    void saysTheSameInPlainText() {
        Written mail = notices.write(
                NoticeKind.DECISION,
                Locale.ENGLISH,
                Map.of(
                        "asks", "Rita asks",
                        "what", "Forklift <b>red</b> & more",
                        "facts", List.of(Map.of("name", "Supplier", "value", "Northwind")),
                        "approveUrl", "https://cs.example/decide#a.b.approve",
                        "rejectUrl", "https://cs.example/decide#a.b.reject",
                        "url", "https://cs.example/inbox/7",
                        "validUntil", "1 May"));

        assertThat(mail.subject()).isEqualTo("Rita asks: Forklift <b>red</b> & more");
        assertThat(mail.text()).isEqualTo("""
                        Rita asks

                        Forklift <b>red</b> & more

                        Supplier: Northwind

                        Approve…: https://cs.example/decide#a.b.approve
                        Reject…: https://cs.example/decide#a.b.reject

                        Open in Countersign: https://cs.example/inbox/7

                        The link is for you alone and for one decision; it is good until 1 May. It opens a page that asks you again. Answering this mail decides nothing.

                        --\s
                        You get this mail because your approval is asked for. The link is for you alone; do not pass it on.
                        """);
        var page = Jsoup.parse(mail.html());
        assertThat(page.select("h1").text()).isEqualTo("Forklift <b>red</b> & more");
        assertThat(page.select("a.good").attr("href")).isEqualTo("https://cs.example/decide#a.b.approve");
    }

    @ParameterizedTest
    @EnumSource
    void writesEveryKindForEveryReader(NoticeKind kind) {
        var words = new HashMap<String, Object>();
        kind.words().forEach(word -> words.put(word, word + "-value"));
        for (Locale locale : List.of(Locale.ENGLISH, Locale.GERMAN)) {
            Written mail = notices.write(kind, locale, words);

            assertThat(mail.subject()).isNotBlank().doesNotContain("{{");
            assertThat(mail.text()).doesNotContain("<", "{{");
            var page = Jsoup.parse(mail.html());
            assertThat(page.select("html").attr("lang")).isEqualTo(locale.getLanguage());
            assertThat(page.select("script, link, img, iframe, form")).isEmpty();
            assertThat(page.select("p, td, h1").stream()
                            .filter(it -> it.attr("style").isEmpty()))
                    .as("many mail programs read no style sheets")
                    .isEmpty();
            assertThat(mail.html()).contains("prefers-color-scheme: dark");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<script>alert(1)</script>",
                "<img src=x onerror=alert(1)>",
                "<a href=\"javascript:alert(1)\">x</a>",
                "<a href=\"data:text/html,alert\">x</a>",
                "<p onclick=\"alert(1)\">x</p>",
                "<iframe src=\"https://evil.example\"></iframe>",
                "<p style=\"background:url(https://evil.example/alert)\">x</p>",
                "<form action=\"https://evil.example/alert\"><input></form>",
                "<link rel=stylesheet href=\"https://evil.example/alert\">",
                "<style>@import url(https://evil.example/alert);</style>",
                "<svg onload=alert(1)>",
                "<meta http-equiv=refresh content=\"0;url=https://evil.example/alert\">",
                "</td></tr></table></body><script>alert(1)</script>",
                "<base href=\"https://evil.example/alert\">"
            })
    void keepsNothingThatRunsOrLoads(String html) {
        Written mail = notices.preview("message", new Template("x", html, null), Locale.ENGLISH, Map.of());

        assertThat(mail.html()).doesNotContain("alert").doesNotContain("evil.example");
        assertThat(Jsoup.parse(mail.html()).select(".why")).hasSize(1);
    }

    @Test
    void letsNoValueBecomeALinkOrAHeader() {
        Written mail = notices.write(
                NoticeKind.REMINDER,
                Locale.ENGLISH,
                Map.of(
                        "requester", "<a href=\"https://evil.example\">Rita</a>",
                        "task", "Approve\r\nBcc: all@example.org",
                        "about", "x",
                        "url", "javascript:alert(1)"));

        assertThat(mail.subject()).isEqualTo("Reminder: Approve Bcc: all@example.org (x)");
        assertThat(Jsoup.parse(mail.html()).select("a[href]")).isEmpty();
    }

    @Test
    void writesStylesIntoTheElements() {
        Written mail = notices.preview(
                "message",
                new Template(
                        "x",
                        "<style>.note { color: #123456; } p { margin: 0 } @media print { p { color: red } }</style>"
                                + "<p class=\"note\" style=\"color: #654321\">Hello</p>",
                        null),
                Locale.ENGLISH,
                Map.of());

        String style = Jsoup.parse(mail.html()).select("p.note").attr("style");
        assertThat(style).contains("#123456").doesNotContain("red");
        assertThat(style.lastIndexOf("#654321")).isGreaterThan(style.lastIndexOf("#123456"));
    }

    private Written reminder(Locale locale) {
        return notices.write(
                NoticeKind.REMINDER,
                locale,
                Map.of(
                        "requester",
                        "Rita",
                        "task",
                        "Approve",
                        "about",
                        "Purchase",
                        "url",
                        "https://cs.example/inbox/7"));
    }
}
