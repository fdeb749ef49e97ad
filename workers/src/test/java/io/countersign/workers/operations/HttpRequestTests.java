package io.countersign.workers.operations;

import static io.countersign.workers.jobs.Jobs.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.workers.OrderSystem;
import io.countersign.workers.OrderSystem.Answer;
import io.countersign.workers.OrderSystem.Request;
import io.countersign.workers.TestClock;
import io.countersign.workers.jobs.Job;
import io.countersign.workers.jobs.JobResult;
import io.countersign.workers.jobs.JobResult.BusinessError;
import io.countersign.workers.jobs.JobResult.Completed;
import io.countersign.workers.jobs.JobResult.GiveUp;
import io.countersign.workers.jobs.JobResult.RetryLater;
import io.countersign.workers.jobs.Jobs;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

/** What models can ask for, against a real server on this machine. */
class HttpRequestTests {

    private static final JsonMapper JSON = new JsonMapper();

    private final OrderSystem system = new OrderSystem();
    private final OrderSystem elsewhere = new OrderSystem();
    private final TestClock clock = new TestClock(NOW);
    private final TestCalls calls = new TestCalls(clock)
            .target("orders", target(Map.of("secrets", "TOKEN", "max-request", "2KB")))
            .target(
                    "basic",
                    target(Map.of("auth.type", "basic", "auth.username", "ann", "auth.secret", "{{secrets.PASS}}")))
            .target(
                    "keyed",
                    target(Map.of(
                            "auth.type",
                            "api-key",
                            "auth.name",
                            "key",
                            "auth.in",
                            "query",
                            "auth.secret",
                            "q-s3cr3t/1")))
            .target(
                    "oauth",
                    target(Map.of(
                            "auth.type", "oauth2",
                            "auth.token-url", system.url() + "/token",
                            "auth.client-id", "client",
                            "auth.secret", "{{secrets.PASS}}",
                            "auth.scope", "orders")))
            .target("sent-on", target(Map.of("redirects", "3", "headers.X-Key", "k3y-value")))
            .secret("TOKEN", "t0ken-value")
            .secret("PASS", "p4ssword");

    @AfterEach
    void stop() {
        calls.close();
        system.close();
        elsewhere.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "HEAD", "OPTIONS", "POST", "PUT", "PATCH", "DELETE", "get"})
    void knowsAllMethods(String method) {
        assertThat(run("{'target':'orders','path':'/m','method':'" + method + "'}"))
                .isInstanceOf(Completed.class);

        assertThat(system.requests("/m").getFirst().method()).isEqualToIgnoringCase(method);
    }

    @Test
    void addsParametersToTheQuery() {
        run("{'target':'orders','method':'GET','path':'/q?a=1','query':{'b':'x y&z','c':[1,true],'d':null,'ü':'ß'}}");

        assertThat(system.requests("/q").getFirst().path()).isEqualTo("/q?a=1&b=x%20y%26z&c=1&c=true&%C3%BC=%C3%9F");
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "json|`{'a':[1,'x']}`|application/json|`{\"a\":[1,\"x\"]}`",
                "text|`'hello'`|text/plain; charset=UTF-8|hello",
                "form|`{'a':'x y','b':[1,2]}`|application/x-www-form-urlencoded|a=x%20y&b=1&b=2",
            },
            delimiter = '|')
    void writesBodies(String type, String body, String contentType, String sent) {
        run("{'target':'orders','method':'POST','path':'/b','bodyType':'" + type + "','body':" + body + "}");

        assertThat(system.requests("/b").getFirst().body()).isEqualTo(sent);
        assertThat(system.header("/b", "Content-Type")).containsExactly(contentType);
    }

    @Test
    void writesPartsWithFiles() {
        run("{'target':'orders','method':'POST','path':'/parts','bodyType':'multipart','body':{'note':'hi',"
                + "'file':{'fileName':'a.txt','contentType':'text/plain','content':'inside'},"
                + "'raw':{'fileName':'b.bin','base64':'AQID'}}}");

        assertThat(system.header("/parts", "Content-Type").getFirst()).startsWith("multipart/form-data; boundary=");
        assertThat(system.requests("/parts").getFirst().body())
                .contains(
                        "name=\"note\"",
                        "hi",
                        "filename=\"a.txt\"",
                        "inside",
                        "filename=\"b.bin\"",
                        "\u0001\u0002\u0003");
    }

    @Test
    void sendsNoMoreThanTheTargetTakes() {
        assertThat(message(run("{'target':'orders','method':'POST','path':'/big','body':'" + "x".repeat(3_000) + "'}")))
                .contains("longer than 2048 bytes");
        assertThat(system.requests("/big")).isEmpty();
    }

    @Test
    void provesWhoItIsAsTheTargetIsSet() {
        run("{'target':'basic','method':'GET','path':'/auth'}");
        JobResult keyed = run("{'target':'keyed','method':'GET','path':'/keyed'}");

        assertThat(system.requests("/auth").getFirst().authorization()).isEqualTo("Basic YW5uOnA0c3N3b3Jk");
        assertThat(system.requests("/keyed").getFirst().path()).isEqualTo("/keyed?key=q-s3cr3t%2F1");
        assertThat(keyed).isInstanceOf(Completed.class);
        assertThat(calls.executions).noneMatch(execution -> execution.url().contains("s3cr3t"));
    }

    @Test
    void sendsSecretsThatAModelNamesWhereTheyMayGo() {
        system.answer("/echo", request -> Answer.json(200, "{\"said\":\"" + request.authorization() + "\"}"));

        JobResult result = run("{'target':'orders','method':'POST','path':'/echo','body':{'t':'{{secrets.TOKEN}}'},"
                + "'auth':{'type':'bearer','secret':'{{secrets.TOKEN}}'}}");

        assertThat(system.requests("/echo").getFirst().authorization()).isEqualTo("Bearer t0ken-value");
        assertThat(system.requests("/echo").getFirst().body()).contains("t0ken-value");
        assertThat(result.toString()).contains("***").doesNotContain("t0ken");
        assertThat(calls.executions.getFirst().request()).contains("***").doesNotContain("t0ken");
        assertThat(calls.executions.getFirst().answer()).contains("***").doesNotContain("t0ken");
    }

    @Test
    void sendsNoSecretWhereItMayNotGo() {
        assertThat(message(run("{'target':'orders','method':'GET','path':'/s','headers':{'X':'{{secrets.PASS}}'}}")))
                .contains("'PASS' may not be sent to orders", "countersign.operations.targets.orders.secrets");
        assertThat(message(run("{'target':'orders','method':'GET','path':'/s','headers':{'X':'{{secrets.NONE}}'}}")))
                .contains("'NONE'");
        assertThat(system.requests("/s")).isEmpty();
    }

    @Test
    void saysNoSecretThatIsPartOfAnAddress() {
        assertThat(message(run("{'target':'orders','method':'GET','path':'/s','auth':{'type':'oauth2','secret':'x',"
                        + "'clientId':'c','tokenUrl':'https://{{secrets.TOKEN}}.example/token'}}")))
                .contains("lies below no target")
                .doesNotContain("t0ken");

        HttpConnectorRequest request = JSON.readValue(
                "{\"method\":\"GET\",\"url\":\"https://{{secrets.PASS}}.example/\"}", HttpConnectorRequest.class);
        assertThat(message(calls.callByAddress().run(Jobs.job(Map.of()), request)))
                .contains("lies below no target")
                .doesNotContain("p4ssword");
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "`{}`|`{\\\"a\\\": 1}`|application/json|`{\"a\": 1}`",
                "`{\"content-type\":\"application/merge-patch+json\"}`|`{\\\"a\\\": 1}`|application/merge-patch+json|`{\"a\": 1}`",
                "`{\"Content-Type\":\"application/x-www-form-urlencoded\"}`|a=1&b=2|application/x-www-form-urlencoded|a=1&b=2",
                "`{}`|hello|text/plain; charset=UTF-8|hello",
            },
            delimiter = '|')
    void sendsATextOfAConnectorsModelAsItIs(String headers, String body, String contentType, String sent) {
        HttpConnectorRequest request = JSON.readValue(
                "{\"method\":\"POST\",\"url\":\"" + system.url() + "/text\",\"headers\":" + headers + ",\"body\":\""
                        + body + "\"}",
                HttpConnectorRequest.class);

        assertThat(calls.callByAddress().run(Jobs.job(Map.of()), request)).isInstanceOf(Completed.class);

        assertThat(system.requests("/text").getFirst().body()).isEqualTo(sent);
        assertThat(system.header("/text", "Content-Type")).containsExactly(contentType);
    }

    @Test
    void keepsATokenUntilShortlyBeforeItEnds() {
        AtomicInteger issued = tokens(600);

        run("{'target':'oauth','method':'GET','path':'/one'}");
        run("{'target':'oauth','method':'GET','path':'/two'}");
        assertThat(issued).hasValue(1);
        assertThat(system.requests("/two").getFirst().authorization()).isEqualTo("Bearer token-1");
        assertThat(system.requests("/token").getFirst().body()).isEqualTo("grant_type=client_credentials&scope=orders");
        assertThat(system.requests("/token").getFirst().authorization()).startsWith("Basic ");

        clock.pass(Duration.ofSeconds(571));
        run("{'target':'oauth','method':'GET','path':'/three'}");
        assertThat(system.requests("/three").getFirst().authorization()).isEqualTo("Bearer token-2");
    }

    @Test
    void asksForATokenOnceHoweverManyNeedOne() throws Exception {
        AtomicInteger issued = tokens(600);
        calls.callTarget();
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            threads.add(Thread.startVirtualThread(() -> run("{'target':'oauth','method':'GET','path':'/many'}")));
        }
        for (Thread thread : threads) {
            thread.join();
        }

        assertThat(system.requests("/many")).hasSize(10);
        assertThat(issued).hasValue(1);
    }

    @Test
    void renewsATokenOnceThatIsRefused() {
        AtomicInteger issued = tokens(600);
        system.answer(
                "/fresh", request -> Answer.json("Bearer token-2".equals(request.authorization()) ? 200 : 401, "{}"));
        system.answer("/never", request -> Answer.json(401, "{}"));

        assertThat(run("{'target':'oauth','method':'GET','path':'/fresh'}")).isInstanceOf(Completed.class);
        assertThat(issued).hasValue(2);
        assertThat(run("{'target':'oauth','method':'GET','path':'/never'}")).isInstanceOf(GiveUp.class);
        assertThat(system.requests("/never")).hasSize(2);
    }

    @Test
    void saysThatAClientIsRefused() {
        system.answer("/token", request -> Answer.json(401, "{\"error\":\"invalid_client\"}"));

        assertThat(message(run("{'target':'oauth','method':'GET','path':'/x'}")))
                .contains("gives tokens", "401");
        assertThat(system.requests("/x")).isEmpty();
    }

    @Test
    void followsRedirectsWhereTheTargetAllowsThem() {
        system.answer("/from", request -> new Answer(302, "text/plain", "", null, "/to"));
        system.answer("/same", request -> new Answer(307, "text/plain", "", null, system.url() + "/to-same"));

        run("{'target':'sent-on','method':'POST','path':'/from','body':{}}");
        run("{'target':'sent-on','method':'POST','path':'/same','body':{'a':1}}");

        assertThat(system.requests("/to").getFirst().method()).isEqualTo("GET");
        assertThat(system.header("/to", "X-Key").getFirst()).isEqualTo("k3y-value");
        Request same = system.requests("/to-same").getFirst();
        assertThat(same.method()).isEqualTo("POST");
        assertThat(same.body()).isEqualTo("{\"a\":1}");
    }

    @Test
    void stopsAfterAsManyRedirectsAsAreAllowed() {
        system.answer("/round", request -> new Answer(302, "text/plain", "", null, "/round"));

        assertThat(run("{'target':'sent-on','method':'GET','path':'/round'}")).isInstanceOf(GiveUp.class);
        assertThat(system.requests("/round")).hasSize(4);
    }

    @Test
    void isSentOnToNoOtherPlaceOfThisMachine() {
        system.answer("/away", request -> new Answer(302, "text/plain", "", null, elsewhere.url() + "/x"));
        system.answer("/body", request -> new Answer(307, "text/plain", "", null, "https://93.184.216.34/x"));
        system.answer("/file", request -> new Answer(302, "text/plain", "", null, "file:///etc/passwd"));

        assertThat(message(run("{'target':'sent-on','method':'GET','path':'/away'}")))
                .contains("private address");
        assertThat(message(run("{'target':'sent-on','method':'POST','path':'/body','body':{}}")))
                .contains("get the body");
        assertThat(run("{'target':'sent-on','method':'GET','path':'/file'}")).isInstanceOf(GiveUp.class);
        assertThat(elsewhere.requests("/")).isEmpty();
    }

    @Test
    void takesOfTheAnswerWhatTheModelWants() {
        system.answer("/r", request -> Answer.json(200, "{\"id\":7,\"items\":[{\"p\":1.5},{\"p\":2}],\"n\":null}"));

        JobResult result = run(
                "{'target':'orders','method':'GET','path':'/r'}",
                Map.of(
                        "resultExpression",
                        "={id: response.body.id, total: sum(body.items.p), s: status, big: id > 5}",
                        "resultVariable",
                        "whole"));

        assertThat(result).isInstanceOfSatisfying(Completed.class, done -> {
            var tree = JSON.valueToTree(done.variables());
            assertThat(tree.path("id").intValue()).isEqualTo(7);
            assertThat(tree.path("total").doubleValue()).isEqualTo(3.5);
            assertThat(tree.path("s").intValue()).isEqualTo(200);
            assertThat(tree.path("whole").path("body").path("items").size()).isEqualTo(2);
            assertThat(tree.has("response")).isFalse();
        });
    }

    @Test
    void makesErrorsOfAnswersAsTheModelSays() {
        system.answer("/e", request -> Answer.json(404, "{\"message\":\"no such order\"}"));
        String expression =
                "=if error.code = \"404\" then bpmnError(\"GONE\", \"not here: \" + error.message, {n: 1}) else null";

        assertThat(run("{'target':'orders','method':'GET','path':'/e'}", Map.of("errorExpression", expression)))
                .isEqualTo(new BusinessError("GONE", "not here: no such order", Map.of("n", 1L)));
        assertThat(run(
                        "{'target':'orders','method':'GET','path':'/e'}",
                        Map.of("errorExpression", "=bpmnError(\"A\", \"b\")")))
                .isEqualTo(new BusinessError("A", "b", Map.of()));
    }

    @Test
    void failsJobsAsTheModelSays() {
        Job job = Jobs.job();
        assertThat(run(
                        "{'target':'orders','method':'GET','path':'/j'}",
                        Map.of("errorExpression", "=jobError(\"not yet\", {}, 9, @\"PT7S\")")))
                .isEqualTo(new RetryLater("not yet", Duration.ofSeconds(7), true, 9 - (job.tries() - 1)));
        assertThat(run(
                        "{'target':'orders','method':'GET','path':'/j'}",
                        Map.of("errorExpression", "=jobError(\"not yet\")", "retryBackoff", "PT3S")))
                .isEqualTo(new RetryLater("not yet", Duration.ofSeconds(3), true, 0));
        assertThat(run(
                        "{'target':'orders','method':'GET','path':'/j'}",
                        Map.of("errorExpression", "=jobError(\"never\", {}, 0)")))
                .isEqualTo(new GiveUp("never"));
        assertThat(run(
                        "{'target':'orders','method':'GET','path':'/j'}",
                        Map.of("errorExpression", "=ignoreError({fine: true})")))
                .isEqualTo(new Completed(Map.of("fine", true)));
    }

    @Test
    void takesTheAnswerAsItIsWhereTheErrorExpressionSaysNothing() {
        assertThat(run("{'target':'orders','method':'GET','path':'/n'}", Map.of("errorExpression", "=null")))
                .isInstanceOf(Completed.class);
        system.answer("/n500", request -> Answer.json(500, "{}"));
        assertThat(run("{'target':'orders','method':'GET','path':'/n500'}", Map.of("errorExpression", "=null")))
                .isInstanceOf(RetryLater.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "={a: ",
                "=1 + 1",
                "={x: for i in 1..100000000 return i}",
                "={x: for i in 1..count(body.items) * 1000000 return i}",
                "={x: for i in 0..999, j in 0..999 return i}",
            })
    void givesUpOnExpressionsThatDoNotWork(String expression) {
        system.answer("/x", request -> Answer.json(200, "{\"items\":[1,2,3]}"));

        assertThat(message(
                        run("{'target':'orders','method':'GET','path':'/x'}", Map.of("resultExpression", expression))))
                .contains("correct the model");
    }

    private AtomicInteger tokens(int seconds) {
        AtomicInteger issued = new AtomicInteger();
        system.answer(
                "/token",
                request -> Answer.json(
                        200,
                        "{\"access_token\":\"token-" + issued.incrementAndGet() + "\",\"expires_in\":" + seconds
                                + "}"));
        return issued;
    }

    private JobResult run(String operation) {
        return run(operation, Map.of());
    }

    private JobResult run(String operation, Map<String, String> headers) {
        Operation read = JSON.readValue(operation.replace('\'', '"'), Operation.class);
        return calls.callTarget().run(Jobs.job(headers), read);
    }

    private OperationSettings.Target target(Map<String, String> settings) {
        Map<String, String> all = new HashMap<>(settings);
        all.put("allow-private", "true");
        return TestTargets.target(system.url(), all);
    }

    private static String message(JobResult result) {
        assertThat(result).isInstanceOf(GiveUp.class);
        return ((GiveUp) result).message();
    }
}
