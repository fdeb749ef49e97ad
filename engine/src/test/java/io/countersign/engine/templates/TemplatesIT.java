package io.countersign.engine.templates;

import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.engine.Cast;
import io.countersign.engine.Cast.Player;
import io.countersign.engine.Client;
import io.countersign.engine.Client.Answer;
import io.countersign.engine.EngineRows;
import io.countersign.engine.EngineTest;
import io.countersign.engine.identity.Role;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

@EngineTest
class TemplatesIT {

    private static final String API = "/api/v1/notification-templates";

    private final JdbcClient jdbc;
    private final EngineRows rows;
    private final Cast cast;
    private final Client designer;

    /** A language that nobody reads. */
    private final String language = "xx";

    @Autowired
    TemplatesIT(JdbcClient jdbc, ApplicationContext engine) {
        this.jdbc = jdbc;
        this.rows = new EngineRows(jdbc);
        this.cast = new Cast(engine);
        this.designer = cast.player(Set.of(Role.DESIGNER, Role.USER)).browser();
    }

    @Test
    void shipsEveryKindInTwoLanguages() {
        JsonNode all = designer.get(API).body().path("items");

        assertThat(all.valueStream().filter(it -> it.path("builtIn").booleanValue()))
                .hasSize(14)
                .allSatisfy(it -> assertThat(it.path("languages").toString()).contains("en", "de"));
        JsonNode one = designer.get(API + "/reminder/en").body();
        assertThat(one.path("version").intValue()).isZero();
        assertThat(one.path("text").path("subject").stringValue()).startsWith("Reminder:");
        assertThat(one.path("placeholders").toString()).contains("requester", "since");
        assertThat(cast.user().browser().get(API).status()).isEqualTo(403);
    }

    @Test
    void keepsEveryVersionAndGoesBack() {
        String kind = Cast.unique("own");
        assertThat(change(kind, "One", "<p>1</p>", 0).body().path("version").intValue())
                .isEqualTo(1);
        assertThat(change(kind, "Two", "<p>2</p>", 1).body().path("version").intValue())
                .isEqualTo(2);
        assertThat(change(kind, "Late", "<p>3</p>", 1).problem()).isEqualTo("template-changed");

        Answer back = designer.post(path(kind) + "/restoration", Map.of("version", 1, "basedOn", 2));

        assertThat(back.body().path("version").intValue()).isEqualTo(3);
        assertThat(back.body().path("text").path("subject").stringValue()).isEqualTo("One");
        assertThat(back.body().path("history")).hasSize(3);
        assertThat(back.body().path("history").path(0).path("restores").intValue())
                .isEqualTo(1);
        assertThat(designer.post(path(kind) + "/restoration", Map.of("version", 9, "basedOn", 3))
                        .status())
                .isEqualTo(404);
        assertThat(jdbc.sql("select action from audit_entry where object_id = ? order by id")
                        .param(kind + "/" + language)
                        .query(String.class)
                        .list())
                .containsExactly(
                        "notification-template.changed",
                        "notification-template.changed",
                        "notification-template.restored");
    }

    @Test
    void goesBackToWhatShips() {
        String path = API + "/mention/en-" + Cast.unique("z").substring(2, 6).toUpperCase(Locale.ROOT);
        designer.put(path, Map.of("template", Map.of("subject", "Own", "html", "<p>{{by}}</p>"), "basedOn", 0));

        Answer back = designer.post(path + "/restoration", Map.of("version", 0, "basedOn", 1));

        assertThat(back.body().path("version").intValue()).isEqualTo(2);
        assertThat(back.body().path("text").isNull()).isTrue();
    }

    @Test
    void saysWhatIsWrongWhereItIs() {
        Answer refused = designer.put(
                API + "/reminder/en",
                Map.of("template", Map.of("subject", "{{tsk}}", "html", "<p>\n{{#url}}</p>"), "basedOn", 0));

        assertThat(refused.problem()).isEqualTo("template-unusable");
        assertThat(refused.body().path("errors").toString())
                .contains("subject", "unknown placeholder tsk", "html", "broken");
        Answer preview = designer.post(
                API + "/reminder/en/preview",
                Map.of("template", Map.of("subject", "{{{task}}}", "html", "<p>{{>x}}</p>")));
        assertThat(preview.body().path("problems").toString()).contains("NOT_ALLOWED");
        assertThat(designer.put(API + "/Bad_Kind/en", Map.of()).status()).isEqualTo(400);
    }

    @Test
    void showsAPreviewWithARealTaskThatOneMaySee() {
        long instance = rows.instance("p", 1, "ACTIVE", null);
        rows.variable(instance, instance, "item", "\"Forklift <script>\"");
        Player ann = cast.player(Set.of(Role.DESIGNER, Role.USER));
        long task = rows.task().of(instance).assignee(ann.username()).create();
        var trial = Map.of(
                "template",
                Map.of("subject", "{{item}}", "html", "<p>{{#facts}}{{value}} {{/facts}}</p>"),
                "taskKey",
                Long.toString(task));

        Answer seen = ann.browser().post(API + "/any-kind/en/preview", trial);

        assertThat(seen.body().path("subject").stringValue()).isEqualTo("Forklift <script>");
        assertThat(seen.body().path("html").stringValue()).contains("Forklift &lt;script&gt;");
        assertThat(designer.post(API + "/any-kind/en/preview", trial).status()).isIn(403, 404);
        assertThat(designer.post(
                                API + "/decision-by-mail/en/preview",
                                Map.of("template", Map.of("subject", "x", "html", "<a href=\"{{approveUrl}}\">x</a>")))
                        .body()
                        .path("html")
                        .stringValue())
                .as("made up")
                .contains("/decide#sample.approve");
    }

    @Test
    void sendsATestToNobodyButOneself() {
        Player reachable = cast.reachable();
        var trial = Map.of("template", Map.of("subject", Cast.unique("test"), "html", "<p>x</p>"));
        assertThat(reachable.browser().post(API + "/message/en/trial", trial).status())
                .isEqualTo(403);

        assertThat(designer.post(API + "/message/en/trial", trial).problem()).isEqualTo("no-address");
    }

    private Answer change(String kind, String subject, String html, int basedOn) {
        return designer.put(
                path(kind), Map.of("template", Map.of("subject", subject, "html", html), "basedOn", basedOn));
    }

    private String path(String kind) {
        return API + "/" + kind + "/" + language;
    }
}
