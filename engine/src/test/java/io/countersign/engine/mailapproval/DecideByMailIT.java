package io.countersign.engine.mailapproval;

import static io.countersign.engine.TidyProblem.isTidy;
import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.engine.Cast;
import io.countersign.engine.Cast.Player;
import io.countersign.engine.Client;
import io.countersign.engine.Client.Answer;
import io.countersign.engine.EngineRows;
import io.countersign.engine.EngineTest;
import io.countersign.engine.identity.Caller;
import io.countersign.engine.identity.Directory;
import io.countersign.engine.identity.Role;
import io.countersign.engine.identity.UserAccount;
import io.countersign.engine.identity.UserAccounts;
import io.countersign.engine.identity.UserDetails;
import io.countersign.engine.mailapproval.MailPolicy.Mode;
import io.countersign.store.audit.Actor;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** What a link in a mail lets its person do, and nobody else. Ben is asked; Ann made the request; Carl is in Ben's group. */
@EngineTest
class DecideByMailIT {

    private static final String LOOK = "/api/v1/decision-links/look";
    private static final String CODE = "/api/v1/decision-links/code";
    private static final String DECIDE = "/api/v1/decision-links/decision";
    private static final Pattern TOKEN = Pattern.compile("/decide#([A-Za-z0-9_-]+)");
    private static final Caller ADMIN =
            new Caller(Caller.Kind.PERSON, "somebody", "Somebody", Set.of(Role.ADMIN), Set.of());

    private final ApplicationContext engine;
    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final AskByMail ask;
    private final MailPolicies policies;
    private final DecisionLinks links;
    private final LinkKeys keys;
    private final Directory directory;
    private final Clock clock;
    private final Cast cast;
    private final EngineRows rows;

    private final String group;
    private final Player ann;
    private final Player ben;
    private final Player carl;
    private final long instance;

    @Autowired
    DecideByMailIT(
            ApplicationContext engine,
            JdbcClient jdbc,
            TransactionTemplate transaction,
            AskByMail ask,
            MailPolicies policies,
            DecisionLinks links,
            LinkKeys keys,
            Directory directory,
            Clock clock) {
        this.engine = engine;
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.ask = ask;
        this.policies = policies;
        this.links = links;
        this.keys = keys;
        this.directory = directory;
        this.clock = clock;
        this.cast = new Cast(engine);
        this.rows = new EngineRows(jdbc);
        this.group = cast.group();
        this.ann = cast.reachable(group);
        this.ben = cast.reachable(group);
        this.carl = cast.reachable(group);
        this.instance = rows.instance("p", 1, "ACTIVE", null);
        rows.requested(instance, ann.username(), "order-1");
        rows.variable(instance, instance, "item", "\"Forklift <b>red</b>\"");
        rows.variable(instance, instance, "amount", "740");
        rows.variable(instance, instance, "currency", "\"EUR\"");
    }

    @AfterEach
    void asItWas() {
        policy(Mode.SIGN_IN);
    }

    @Test
    void asksEverybodyOnceWhoMayDecide() throws Exception {
        long task = task("\"exclude\": \"requester\"");
        Player stranger = cast.reachable();
        atOnce(6, () -> {
            ask(task);
            return true;
        });

        assertThat(mailsOf(task)).isEqualTo(2);
        assertThat(text(ann, task)).isNull();
        assertThat(text(stranger, task)).isNull();
        assertThat(text(ben, task))
                .contains("Mr " + ann.username() + " asks for your approval")
                .contains("Forklift <b>red</b>, €740.00")
                .contains("https://countersign.example.org/decide#")
                .contains("/inbox/" + task);
        String html = jdbc.sql(
                        "select html_body from notification where recipients -> 'to' ->> 0 = ? and process_instance_key = ?")
                .params(ben.username() + "@example.org", instance)
                .query(String.class)
                .single();
        assertThat(html).contains("Forklift &lt;b&gt;red&lt;/b&gt;").doesNotContain("<b>");
        assertThat(jdbc.sql("select count(*) from decision_link l where cast(l as text) like ?")
                        .param("%" + token(ben, task) + "%")
                        .query(Integer.class)
                        .single())
                .as("the token itself is not kept with the link")
                .isZero();
    }

    @Test
    void asksWhenATaskAppears() {
        long task = task("");
        jdbc.sql("insert into task_arrival (task_key, arrived_at, try_at) values (?, now(), now())")
                .param(task)
                .update();

        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(text(ben, task)).isNotNull());
    }

    @Test
    void decidesOnceUnderTheSessionOfItsPerson() {
        long task = task("\"exclude\": \"requester\"");
        String token = asked(ben, task);

        Answer looked = look(ben.browser(), token, null);
        assertThat(state(looked)).isEqualTo("OPEN");
        assertThat(looked.body().at("/asked/task/summary/amount").intValue()).isEqualTo(740);
        assertThat(looked.body().at("/asked/task/history")).isEmpty();
        assertThat(decisions(task)).isZero();
        Answer decided = decide(ben.browser(), token, null, "approved", " Fine. ");

        assertThat(decided.status()).as(decided.raw().body()).isEqualTo(200);
        assertThat(state(decided)).isEqualTo("USED");
        assertThat(decided.body().at("/used/outcome").stringValue()).isEqualTo("approved");
        assertThat(decisions(task)).isEqualTo(1);
        assertThat(jdbc.sql("select count(*) from engine_command where target = ?")
                        .param("" + task)
                        .query(Integer.class)
                        .single())
                .isEqualTo(1);
        assertThat(audited(task)).containsExactly("mail-link");
        // and never again
        Answer again = decide(ben.browser(), token, null, "rejected", "no");
        assertThat(again.problem()).isEqualTo("decision-link-used");
        isTidy(again);
        assertThat(state(look(ben.browser(), token, null))).isEqualTo("USED");
        assertThat(state(look(cast.stranger(), token, null))).isEqualTo("USED");
        assertThat(look(cast.stranger(), token, null).raw().body()).doesNotContain(ben.username(), "approved");
        assertThat(decisions(task)).isEqualTo(1);
    }

    @Test
    void oneOfTwentyAtOnceDecides() throws Exception {
        long task = task("\"policy\": \"quorum\", \"quorum\": 2");
        String token = asked(ben, task);

        List<Answer> answers = atOnce(20, () -> decide(ben.browser(), token, null, "approved", null));

        assertThat(answers).filteredOn(answer -> answer.status() == 200).hasSize(1);
        assertThat(answers)
                .filteredOn(answer -> answer.status() != 200)
                .extracting(Answer::problem)
                .containsOnly("decision-link-used");
        assertThat(decisions(task)).isEqualTo(1);
        assertThat(audited(task)).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "HEAD", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE"})
    void nothingButAPostDoesAnything(String method) {
        long task = task("");
        String token = asked(ben, task);
        var body = Map.of("token", token, "outcome", "approved");

        for (String path : List.of(DECIDE, LOOK, CODE)) {
            assertThat(ben.browser().send(method, path, body).status()).isGreaterThanOrEqualTo(400);
            assertThat(ben.browser()
                            .send(method, path + "?outcome=approved&token=" + token, null)
                            .status())
                    .isGreaterThanOrEqualTo(400);
        }
        ben.browser().send(method, "/decide", null);
        ben.browser().send(method, "/decide?outcome=approved&token=" + token, null);

        assertThat(decisions(task)).isZero();
        assertThat(state(look(ben.browser(), token, null))).isEqualTo("OPEN");
    }

    @Test
    void anotherSitesPostIsRefused() {
        long task = task("");
        String token = asked(ben, task);

        Answer answer = ben.browser()
                .exchange(
                        "POST",
                        DECIDE,
                        BodyPublishers.ofString("{\"token\": \"" + token + "\", \"outcome\": \"approved\"}"),
                        "Content-Type",
                        "application/json");

        assertThat(answer.problem()).isEqualTo("csrf");
        assertThat(decisions(task)).isZero();
    }

    @Test
    void nobodyElseDecides() {
        policy(Mode.SIGN_IN_OR_CODE);
        long task = task("");
        String token = asked(ben, task);
        Player admin = cast.player(Set.of(Role.USER, Role.ADMIN, Role.OPERATOR), group);

        for (Player other : List.of(carl, ann, admin)) {
            assertThat(decide(other.browser(), token, null, "approved", null).problem())
                    .isEqualTo("decision-link-of-other");
            assertThat(decide(other.browser(), token, "123456", "approved", null)
                            .problem())
                    .isEqualTo("code-over");
            Answer looked = look(other.browser(), token, null);
            assertThat(state(looked)).isEqualTo("OTHER_PERSON");
            assertThat(looked.raw().body()).doesNotContain(ben.username(), "Forklift", "" + task);
        }
        Client system = cast.system(Role.USER, Role.ADMIN);
        assertThat(decide(system, token, null, "approved", null).problem()).isEqualTo("decision-link-needs-proof");
        assertThat(decide(cast.stranger(), token, null, "approved", null).problem())
                .isEqualTo("decision-link-needs-proof");
        Answer unknown = look(cast.stranger(), token, null);
        assertThat(state(unknown)).isEqualTo("PROOF_NEEDED");
        assertThat(unknown.raw().body()).doesNotContain(ben.username(), ann.username(), "Forklift", "" + task);
        assertThat(decisions(task)).isZero();
    }

    @Test
    void aForgedLinkDecidesNothing() {
        long task = task("");
        long other = task("");
        String token = asked(ben, task);
        asked(ben, other);
        UserAccount person = directory.person(ben.username()).orElseThrow();
        DecisionLink known = link(ben, task);
        var forged = new HashMap<String, String>();
        forged.put("another task", new LinkToken(known.id(), person.id(), other, known.expiresAt()).sign(keys));
        forged.put("another person", new LinkToken(known.id(), UUID.randomUUID(), task, known.expiresAt()).sign(keys));
        forged.put(
                "a longer life",
                new LinkToken(known.id(), person.id(), task, known.expiresAt().plusSeconds(1)).sign(keys));
        forged.put("another link", new LinkToken(UUID.randomUUID(), person.id(), task, known.expiresAt()).sign(keys));
        forged.put("a changed character", (token.charAt(0) == 'A' ? "B" : "A") + token.substring(1));
        forged.put("less", token.substring(4));
        forged.put("no signature", "eyJhbGciOiJub25lIn0.e30.");

        forged.forEach((how, text) -> {
            assertThat(decide(ben.browser(), text, null, "approved", null).status())
                    .as(how)
                    .isIn(404, 409);
            assertThat(state(look(ben.browser(), text, null))).as(how).isIn("UNKNOWN", "LOCKED");
        });
        assertThat(decisions(task)).isZero();
        assertThat(decisions(other)).isZero();
    }

    @Test
    void anExpiredLinkDecidesNothing() {
        policy(Mode.SIGN_IN_OR_CODE);
        long task = task("");
        UserAccount person = directory.person(ben.username()).orElseThrow();
        Instant now = clock.instant();
        var link = new DecisionLink(
                UUID.randomUUID(), task, instance, ben.username(), now.truncatedTo(ChronoUnit.SECONDS), null);
        links.add(link, now);
        String token = new LinkToken(link.id(), person.id(), task, link.expiresAt()).sign(keys);

        assertThat(decide(ben.browser(), token, null, "approved", null).problem())
                .isEqualTo("decision-link-expired");
        assertThat(cast.stranger().post(CODE, Map.of("token", token)).problem()).isEqualTo("decision-link-expired");
        assertThat(state(look(cast.stranger(), token, null))).isEqualTo("EXPIRED");
        Answer looked = look(ben.browser(), token, null);
        assertThat(state(looked)).isEqualTo("EXPIRED");
        assertThat(looked.body().at("/asked/task/taskKey").stringValue()).isEqualTo("" + task);
        assertThat(decisions(task)).isZero();
    }

    @Test
    void whatHappenedToTheTaskMeanwhileCounts() {
        long decided = task("");
        long canceled = task("");
        long withdrawn = task("");
        long given = task("");
        String ofDecided = asked(ben, decided);
        String ofCanceled = asked(ben, canceled);
        String ofWithdrawn = asked(ben, withdrawn);
        String ofGiven = asked(ben, given);
        assertThat(carl.browser()
                        .post("/api/v1/tasks/" + decided + "/decision", Map.of("outcome", "approved"))
                        .status())
                .isEqualTo(200);
        rows.close(canceled, "CANCELED", null);
        Player dora = cast.reachable();
        assertThat(carl.browser()
                        .post(
                                "/api/v1/tasks/" + given + "/delegation",
                                Map.of("to", dora.username(), "reason", "knows it"))
                        .status())
                .isEqualTo(200);

        refused(ofDecided, "task-already-decided");
        refused(ofCanceled, "task-canceled");
        refused(ofGiven, "claimed-by-other");
        assertThat(decisions(decided)).isEqualTo(1);
        assertThat(decisions(canceled)).isZero();
        assertThat(decisions(given)).isZero();
        // whom it was given to was written to as well
        assertThat(decide(dora.browser(), token(dora, given), null, "approved", null)
                        .status())
                .isEqualTo(200);
        // the requester takes all of it back
        assertThat(ann.browser()
                        .post("/api/v1/requests/" + instance + "/withdrawal", Map.of())
                        .status())
                .isEqualTo(200);
        refused(ofWithdrawn, "task-canceled");
        assertThat(decisions(withdrawn)).isZero();
    }

    private void refused(String token, String why) {
        Answer looked = look(ben.browser(), token, null);
        assertThat(state(looked)).isEqualTo("CLOSED");
        assertThat(looked.body().at("/asked/decide/reason").stringValue()).isEqualTo(why);
        Answer answer = decide(ben.browser(), token, null, "approved", null);
        assertThat(answer.problem()).isEqualTo(why);
        isTidy(answer);
    }

    @Test
    void whoIsExcludedSinceDecidesNothing() {
        long task = task("\"exclude\": \"requester\"");
        String token = asked(ben, task);
        jdbc.sql("update start_request set requester = ? where process_instance_key = ?")
                .params(ben.username(), instance)
                .update();

        refused(token, "excluded-requester");

        assertThat(decisions(task)).isZero();
        assertThat(jdbc.sql("select count(*) from audit_entry where action = 'task.refused' and object_id = ?")
                        .param("" + task)
                        .query(Integer.class)
                        .single())
                .isEqualTo(1);
    }

    @Test
    void whoLeftTheGroupDecidesNothingNotEvenForSomebodyElse() {
        long task = task("");
        String token = asked(ben, task);
        assertThat(carl.browser()
                        .post("/api/v1/substitutions", Map.of("substitute", ben.username()))
                        .status())
                .isEqualTo(201);
        change(ben, true, Set.of(Role.USER));

        assertThat(decide(ben.browser(), token, null, "approved", null).status())
                .isEqualTo(403);
        assertThat(state(look(ben.browser(), token, null))).isEqualTo("CLOSED");
        assertThat(decisions(task)).isZero();
    }

    @Test
    void whoIsLockedOrMayNotWorkHereDecidesNothing() {
        policy(Mode.SIGN_IN_OR_CODE);
        long task = task("");
        String ofBen = asked(ben, task);
        String ofCarl = token(carl, task);
        change(ben, false, Set.of(Role.USER), group);
        change(carl, true, Set.of(Role.AUDITOR), group);

        for (String token : List.of(ofBen, ofCarl)) {
            assertThat(state(look(cast.stranger(), token, null))).isEqualTo("LOCKED");
            assertThat(cast.stranger().post(CODE, Map.of("token", token)).problem())
                    .isEqualTo("decision-link-locked");
        }
        assertThat(decide(carl.browser(), ofCarl, null, "approved", null).problem())
                .isEqualTo("decision-link-locked");
        assertThat(decisions(task)).isZero();
    }

    @Test
    void theOrganisationTurnsItOff() {
        long task = task("");
        String token = asked(ben, task);
        policy(Mode.OFF);
        long later = task("");
        ask(later);

        assertThat(decide(ben.browser(), token, null, "approved", null).problem())
                .isEqualTo("decision-link-turned-off");
        assertThat(state(look(ben.browser(), token, null))).isEqualTo("TURNED_OFF");
        assertThat(text(ben, later)).isNull();
        assertThat(decisions(task)).isZero();
    }

    @Test
    void aProcessTurnsItOff() {
        for (String off : List.of("false", "\"false\"")) {
            long task = task("\"mail\": " + off);
            ask(task);
            assertThat(text(ben, task)).isNull();
        }
        long broken = task("\"mail\": \"no\"");
        ask(broken);
        assertThat(text(ben, broken)).isNull();
    }

    @Test
    void oneAfterTheOtherIsAskedInTurn() {
        long task = rows.task()
                .of(instance)
                .approval("{\"policy\": \"sequential\", \"approvers\": [\"%s\", \"%s\"]}"
                        .formatted(ben.username(), carl.username()))
                .create();
        String token = asked(ben, task);
        assertThat(text(carl, task)).isNull();

        assertThat(decide(ben.browser(), token, null, "approved", null).status())
                .isEqualTo(200);

        assertThat(text(carl, task)).isNotNull();
        assertThat(decide(carl.browser(), token(carl, task), null, "approved", null)
                        .status())
                .isEqualTo(200);
        assertThat(decisions(task)).isEqualTo(2);
    }

    @Test
    void aCodeDecidesOnceAndOpensNothingElse() {
        policy(Mode.SIGN_IN_OR_CODE);
        long task = task("");
        String token = asked(ben, task);
        Client phone = cast.stranger();
        assertThat(look(phone, token, null).body().path("codeAllowed").booleanValue())
                .isTrue();

        String code = code(phone, token);
        assertThat(state(look(phone, token, code))).isEqualTo("OPEN");
        Answer decided = decide(phone, token, code.substring(0, 3) + " " + code.substring(3), "rejected", "Too dear");

        assertThat(decided.status()).as(decided.raw().body()).isEqualTo(200);
        assertThat(decisions(task)).isEqualTo(1);
        assertThat(audited(task)).containsExactly("one-time-code");
        assertThat(phone.get("/api/v1/me").status()).isEqualTo(401);
        assertThat(phone.get("/api/v1/tasks/" + task).status()).isEqualTo(401);
        assertThat(decide(phone, token, code, "approved", null).problem()).isEqualTo("decision-link-used");
    }

    @Test
    void aCodeIsGoodForItsLinkOnlyAndOnlyTheLatest() {
        policy(Mode.SIGN_IN_OR_CODE);
        long task = task("");
        long other = task("");
        String token = asked(ben, task);
        String ofOther = asked(ben, other);
        Client phone = cast.stranger();
        String first = code(phone, token);
        code(phone, ofOther);
        String latest = code(phone, token);

        assertThat(decide(phone, ofOther, latest, "approved", null).status()).isEqualTo(403);
        if (!first.equals(latest)) {
            assertThat(decide(phone, token, first, "approved", null).status()).isEqualTo(403);
        }
        jdbc.sql("update decision_code set expires_at = now() where username = ?")
                .param(ben.username())
                .update();
        assertThat(decide(phone, token, latest, "approved", null).problem()).isEqualTo("code-over");
        assertThat(decisions(task)).isZero();
        assertThat(decisions(other)).isZero();
    }

    @Test
    void aCodeIsNotGuessed() throws Exception {
        policy(Mode.SIGN_IN_OR_CODE);
        long task = task("");
        String token = asked(ben, task);
        String code = code(cast.stranger(), token);
        String wrong = code.equals("111111") ? "222222" : "111111";

        // tries at the same moment count as well
        atOnce(4, () -> decide(cast.stranger(), token, wrong, "approved", null));
        assertThat(look(cast.stranger(), token, wrong).problem()).isEqualTo("code-over");
        assertThat(decide(cast.stranger(), token, code, "approved", null).problem())
                .isEqualTo("code-over");

        for (int i = 0; i < 4; i++) {
            assertThat(cast.stranger().post(CODE, Map.of("token", token)).status())
                    .isEqualTo(202);
        }
        Answer tooMany = cast.stranger().post(CODE, Map.of("token", token));
        assertThat(tooMany.status()).isEqualTo(429);
        assertThat(tooMany.header("Retry-After")).isNotEmpty();
        assertThat(jdbc.sql("select count(*) from decision_code c where username = ? and cast(c as text) like ?")
                        .params(ben.username(), "%" + code + "%")
                        .query(Integer.class)
                        .single())
                .isZero();
        assertThat(decisions(task)).isZero();
    }

    @Test
    void noCodeIsSentWhereTheOrganisationWantsPeopleToSignIn() {
        long task = task("");
        String token = asked(ben, task);
        policy(Mode.SIGN_IN_OR_CODE);
        String code = code(cast.stranger(), token);
        policy(Mode.SIGN_IN);

        assertThat(cast.stranger().post(CODE, Map.of("token", token)).problem()).isEqualTo("code-not-allowed");
        assertThat(decide(cast.stranger(), token, code, "approved", null).problem())
                .isEqualTo("decision-link-needs-proof");
        assertThat(decisions(task)).isZero();
    }

    @Test
    void administratorsChooseAndTheAuditSaysSo() {
        Player admin = cast.player(Set.of(Role.ADMIN));
        String path = "/api/v1/organisation/approve-by-mail";
        assertThat(admin.browser().get(path).body().path("missing")).isEmpty();

        Answer changed = admin.browser().put(path, Map.of("mode", "SIGN_IN_OR_CODE", "linkDays", 3, "language", "de"));

        assertThat(changed.status()).as(changed.raw().body()).isEqualTo(200);
        assertThat(policies.get()).isEqualTo(new MailPolicy(Mode.SIGN_IN_OR_CODE, 3, "de"));
        assertThat(jdbc.sql("select count(*) from audit_entry where action = 'organisation-setting.changed'")
                        .query(Integer.class)
                        .single())
                .isPositive();
        for (Map<String, Object> wrong : List.<Map<String, Object>>of(
                Map.of("mode", "OFF", "linkDays", 31, "language", "de"),
                Map.of("mode", "OFF", "linkDays", 0, "language", "de"),
                Map.of("mode", "OFF", "linkDays", 7, "language", "fr"),
                Map.of("linkDays", 7, "language", "de"))) {
            assertThat(admin.browser().put(path, wrong).status()).isEqualTo(400);
        }
        assertThat(ben.browser().get(path).status()).isEqualTo(403);
        long task = task("");
        ask(task);
        assertThat(text(ben, task)).contains("bittet Sie um Ihre Genehmigung");
    }

    private long task(String approval) {
        return rows.task()
                .of(instance)
                .groups(group)
                .approval("{" + approval + "}")
                .create();
    }

    private void ask(long task) {
        transaction.executeWithoutResult(running -> ask.asksOthers(task));
    }

    private String asked(Player who, long task) {
        ask(task);
        return token(who, task);
    }

    private String token(Player who, long task) {
        var found = TOKEN.matcher(Objects.requireNonNull(text(who, task)));
        assertThat(found.find()).isTrue();
        return found.group(1);
    }

    /** Null where he got no mail about the task. */
    private @Nullable String text(Player who, long task) {
        return jdbc.sql("select text_body from notification where recipients -> 'to' ->> 0 = ? and message_id like ?")
                .params(who.username() + "@example.org", "<countersign-decision-" + task + "-%")
                .query(String.class)
                .optional()
                .orElse(null);
    }

    private int mailsOf(long task) {
        return jdbc.sql("select count(*) from notification where message_id like ?")
                .param("<countersign-decision-" + task + "-%")
                .query(Integer.class)
                .single();
    }

    private DecisionLink link(Player who, long task) {
        return links.find(jdbc.sql("select id from decision_link where task_key = ? and username = ?")
                        .params(task, who.username())
                        .query(UUID.class)
                        .single())
                .orElseThrow();
    }

    private String code(Client client, String token) {
        assertThat(client.post(CODE, Map.of("token", token)).status()).isEqualTo(202);
        String text = jdbc.sql("select text_body from notification where message_id like '<countersign-code-%'"
                        + " and recipients -> 'to' ->> 0 = ? order by id desc limit 1")
                .param(ben.username() + "@example.org")
                .query(String.class)
                .single();
        var digits = Pattern.compile("\\b\\d{6}\\b").matcher(text);
        assertThat(digits.find()).isTrue();
        return digits.group();
    }

    private static Answer look(Client client, String token, @Nullable String code) {
        var body = new HashMap<String, @Nullable Object>();
        body.put("token", token);
        body.put("code", code);
        return client.post(LOOK, body);
    }

    private static Answer decide(
            Client client, String token, @Nullable String code, String outcome, @Nullable String comment) {
        var body = new HashMap<String, @Nullable Object>();
        body.put("token", token);
        body.put("code", code);
        body.put("outcome", outcome);
        body.put("comment", comment);
        return client.post(DECIDE, body);
    }

    private static String state(Answer looked) {
        assertThat(looked.status()).as(looked.raw().body()).isEqualTo(200);
        return looked.body().path("state").stringValue();
    }

    private int decisions(long task) {
        return jdbc.sql("select count(*) from task_decision where task_key = ?")
                .param(task)
                .query(Integer.class)
                .single();
    }

    private List<String> audited(long task) {
        return jdbc.sql("select after ->> 'by' from audit_entry where action = 'task.decided' and object_id = ?")
                .param("" + task)
                .query(String.class)
                .list();
    }

    private void policy(Mode mode) {
        policies.set(ADMIN, new MailPolicy(mode, 7, "en"));
    }

    private void change(Player who, boolean enabled, Set<Role> roles, String... groups) {
        engine.getBean(UserAccounts.class)
                .change(
                        who.username(),
                        new UserDetails(
                                "Mr " + who.username(),
                                who.username() + "@example.org",
                                null,
                                null,
                                null,
                                roles,
                                Set.of(groups),
                                enabled),
                        null,
                        Actor.system("test"));
    }

    private static <T> List<T> atOnce(int times, Callable<T> act) throws Exception {
        var ready = new CountDownLatch(times);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<T>> futures = IntStream.range(0, times)
                    .mapToObj(i -> threads.submit(() -> {
                        ready.countDown();
                        ready.await();
                        return act.call();
                    }))
                    .toList();
            var answers = new ArrayList<T>();
            for (Future<T> future : futures) {
                answers.add(future.get());
            }
            return answers;
        }
    }
}
