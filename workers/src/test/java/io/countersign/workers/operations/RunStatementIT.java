package io.countersign.workers.operations;

import static io.countersign.workers.jobs.Jobs.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.workers.RealParts;
import io.countersign.workers.TestClock;
import io.countersign.workers.expressions.MapResults;
import io.countersign.workers.jobs.Job;
import io.countersign.workers.jobs.JobResult;
import io.countersign.workers.jobs.JobResult.BusinessError;
import io.countersign.workers.jobs.JobResult.Completed;
import io.countersign.workers.jobs.JobResult.GiveUp;
import io.countersign.workers.jobs.JobResult.RetryLater;
import io.countersign.workers.jobs.Jobs;
import io.countersign.workers.jobs.Pause;
import io.countersign.workers.jobs.Reached;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.math.BigDecimal;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What models can do with a real database. */
class RunStatementIT {

    private static final JsonMapper JSON = new JsonMapper();
    private static final String DATABASE =
            "shop_" + UUID.randomUUID().toString().replace('-', '_');
    private static final String PASSWORD = "p4ssword-of-the-shop";

    private static JdbcClient db;

    private final String table = "t" + UUID.randomUUID().toString().replace("-", "");
    private final TestClock clock = new TestClock(NOW);
    private final List<Execution> executions = new ArrayList<>();
    private final DataSources dataSources = new DataSources(
            new DataSourceSettings(Map.of(
                    "shop", source(Map.of("write", "true")),
                    "readings", source(Map.of()),
                    "small", source(Map.of("max-rows", "3", "max-result", "1KB", "record-exchanges", "false")),
                    "hasty", source(Map.of("timeout", "300ms")),
                    "locked-out", source(Map.of("password", "wr0ng-password")),
                    "secretless", source(Map.of("password", "{{secrets.NOT_THERE}}")),
                    "nowhere",
                            source(Map.of("url", "jdbc:postgresql://127.0.0.1:1/shop", "connect-timeout", "300ms")))),
            name -> Optional.of(PASSWORD).filter(password -> name.equals("SHOP")),
            clock,
            Pause.sleeping(),
            new SimpleMeterRegistry());
    private final RunStatement run =
            new RunStatement(dataSources, MapResults.withFeel(), (job, execution) -> executions.add(execution), clock);

    @BeforeAll
    static void makeTheShop() {
        RealParts.postgres().createLoginRole("shopkeeper", PASSWORD);
        RealParts.postgres().createDatabase(DATABASE, "shopkeeper");
        db = JdbcClient.create(RealParts.asOwner(DATABASE));
    }

    @AfterEach
    void close() {
        dataSources.close();
    }

    @Test
    void givesValuesAsFeelHasThem() {
        JobResult result = query("""
                select cast(1 as smallint) as small, 2 as whole, 3000000000 as big, 4.50 as exact, cast(0.1 as real) as four,
                    cast(1e20 as double precision) as eight, cast('NaN' as numeric) as nan, true as yes, null as nothing,
                    'ä' as "text", date '2026-11-23' as day, timestamp '2026-11-23 10:11:12.5' as local,
                    timestamptz '2026-11-23 10:11:12+02' as moment, timestamptz 'infinity' as never, time '10:11' as clock,
                    cast('[1,{"a":null}]' as jsonb) as doc, cast('{"b": 1.5}' as json) as plain,
                    cast('00000000-0000-0000-0000-000000000001' as uuid) as id, array[1,null,3] as numbers,
                    array['a','b'] as texts, array[array[1,2],array[3,4]] as deep, cast('{}' as text[]) as none,
                    array[timestamptz '2026-11-23 10:00Z'] as moments, array[cast('{"c":1}' as jsonb)] as docs,
                    B'101' as bits, array[true, false] as truths
                """, "{}");

        Map<String, @Nullable Object> row = rows(result).getFirst();
        assertThat(row)
                .containsEntry("small", 1L)
                .containsEntry("whole", 2L)
                .containsEntry("big", 3_000_000_000L)
                .containsEntry("exact", new BigDecimal("4.50"))
                .containsEntry("four", new BigDecimal("0.1"))
                .containsEntry("nan", "NaN")
                .containsEntry("yes", true)
                .containsEntry("nothing", null)
                .containsEntry("text", "ä")
                .containsEntry("day", "2026-11-23")
                .containsEntry("local", "2026-11-23T10:11:12.5")
                .containsEntry("moment", "2026-11-23T08:11:12Z")
                .containsEntry("never", "infinity")
                .containsEntry("clock", "10:11:00")
                .containsEntry("id", "00000000-0000-0000-0000-000000000001")
                .containsEntry("texts", List.of("a", "b"))
                .containsEntry("deep", List.of(List.of(1L, 2L), List.of(3L, 4L)))
                .containsEntry("none", List.of())
                .containsEntry("moments", List.of("2026-11-23T10:00:00Z"))
                .containsEntry("docs", List.of(Map.of("c", 1)))
                .containsEntry("truths", List.of(true, false))
                .containsEntry("bits", "101");
        assertThat((BigDecimal) row.get("eight")).isEqualByComparingTo("1e20");
        assertThat(JSON.writeValueAsString(row.get("doc"))).isEqualTo("[1,{\"a\":null}]");
        assertThat(JSON.writeValueAsString(row.get("plain"))).isEqualTo("{\"b\":1.5}");
        assertThat(JSON.writeValueAsString(row.get("numbers"))).isEqualTo("[1,null,3]");
    }

    @Test
    void takesParametersOfAllKinds() {
        JobResult result = query("""
                select :text || '!' as "text", cast(:day as date) + 1 as day, :number + 1 as number, not :yes as no,
                    cast(:nothing as text) is null as nothing, 3 in (:list) as there, cast(:doc as jsonb) ->> 'a' as inside,
                    (select count(*) from jsonb_to_recordset(cast(:lines as jsonb)) as line(item text)) as lines
                """, """
                {"text":"it's","day":"2026-12-31","number":41,"yes":true,"nothing":null,"list":[1,2,3],"doc":{"a":"b"},
                 "lines":[{"item":"x"},{"item":"y"}]}
                """);

        assertThat(rows(result))
                .containsExactly(Map.of(
                        "text",
                        "it's!",
                        "day",
                        "2027-01-01",
                        "number",
                        42L,
                        "no",
                        false,
                        "nothing",
                        true,
                        "there",
                        true,
                        "inside",
                        "b",
                        "lines",
                        2L));
    }

    @ParameterizedTest
    @MethodSource("hostileTexts")
    void textsThatLookLikeSqlAreTextsAndNothingElse(String text) {
        Map<String, Object> parameters =
                Map.of("text", text, "list", List.of(text, "other"), "context", Map.of(text, text));
        JobResult result = run.query(
                job(
                        "readings",
                        "select :text as back, :text in (:list) as there, cast(:context as jsonb) as doc",
                        Map.of()),
                new SqlInputs(nodes(JSON.writeValueAsString(parameters)), Map.of()));

        assertThat(rows(result)).containsExactly(Map.of("back", text, "there", true, "doc", Map.of(text, text)));
    }

    static List<String> hostileTexts() {
        List<String> words = List.of(
                "'",
                "''",
                "\"",
                "\\",
                "\\'",
                "\\\\'",
                ";",
                "--",
                "/*",
                "*/",
                "$$",
                "$tag$",
                "?",
                "??",
                "?|",
                ":text",
                "::text",
                ":",
                "\\:",
                "{",
                "}",
                "{{secrets.SHOP}}",
                "secrets.SHOP",
                "%",
                "_",
                "`",
                "\n",
                "\r\n",
                "\t",
                "\u0001",
                "\u02bc",
                "\uff07",
                "\u2019",
                "\ud83d\ude00",
                "0x27",
                "%27",
                "&#39;",
                "null",
                "NULL",
                "E'\\''");
        List<String> attacks = List.of(
                "x",
                "' or '1'='1",
                "'; drop table app_user; --",
                "') union select usename, passwd from pg_shadow --",
                "1); select pg_sleep(10); --");
        return words.stream()
                .flatMap(word -> attacks.stream().map(attack -> word + attack + word))
                .toList();
    }

    @Test
    void refusesRatherThanToCut() {
        assertThat(run.query(job("small", "select * from generate_series(1, 4)", Map.of()), inputs("{}")))
                .isInstanceOfSatisfying(
                        GiveUp.class, it -> assertThat(it.message()).contains("more than 3 rows"));
        assertThat(run.query(
                        job("small", "select repeat('x', 600) a union all select repeat('y', 600)", Map.of()),
                        inputs("{}")))
                .isInstanceOfSatisfying(
                        GiveUp.class, it -> assertThat(it.message()).contains("longer than 1024 bytes"));
        assertThat(query("select repeat('x', 100000000) a", "{}"))
                .isInstanceOfSatisfying(
                        GiveUp.class, it -> assertThat(it.message()).contains("too long to be read"));
        assertThat(rows(run.query(job("small", "select * from generate_series(1, 3) n", Map.of()), inputs("{}"))))
                .hasSize(3);
    }

    @Test
    void refusesBytesAndColumnsOfOneName() {
        assertThat(query("select cast('a' as bytea) as photo", "{}"))
                .isInstanceOfSatisfying(
                        GiveUp.class, it -> assertThat(it.message()).contains("'photo' holds bytes", "encode"));
        assertThat(query("select 1 as a, 2 as a", "{}"))
                .isInstanceOfSatisfying(
                        GiveUp.class, it -> assertThat(it.message()).contains("two columns called 'a'"));
    }

    @Test
    void changesRowsAndCountsThem() {
        table("id bigint primary key, n int");

        JobResult inserted = update("insert into " + table + " values (1, 10), (2, 20)", "{}", Map.of());
        JobResult changed = update(
                "update " + table + " set n = n + :more returning id, n",
                "{\"more\":5}",
                Map.of("resultExpression", "={changed: count, first: rows[1].n}"));

        assertThat(inserted).isEqualTo(new Completed(Map.of("count", 2L)));
        assertThat(variables(changed)).containsOnlyKeys("changed", "first");
        assertThat(variables(changed).values()).extracting(String::valueOf).containsExactlyInAnyOrder("2", "15");
        assertThat(sum()).isEqualTo(40);
    }

    @Test
    void isHarmlessWhenItRunsTwice() {
        table("request bigint primary key, item text");
        String statement =
                "insert into " + table + " (request, item) values (:jobKey, :item) on conflict (request) do nothing";
        Job job = job("shop", statement, Map.of());

        assertThat(run.update(job, inputs("{\"item\":\"desk\"}"))).isEqualTo(new Completed(Map.of("count", 1L)));
        assertThat(run.update(job, inputs("{\"item\":\"desk\"}"))).isEqualTo(new Completed(Map.of("count", 0L)));
        assertThat(count()).isEqualTo(1);
    }

    @Test
    void changesNothingInAQueryWhateverTheDataSource() {
        table("id bigint");
        for (String source : List.of("shop", "readings")) {
            for (String statement : List.of(
                    "with gone as (insert into " + table + " values (1) returning 1) select * from gone",
                    "select * into copy_of_" + table + " from " + table,
                    "select set_config('transaction_read_only', 'off', false) from pg_class")) {
                assertThat(run.query(job(source, statement, Map.of()), inputs("{}")))
                        .as(statement)
                        .isInstanceOf(GiveUp.class);
            }
        }
        assertThat(count()).isZero();
    }

    @Test
    void leavesNothingBehindOnAConnection() {
        table("id bigint");
        query(
                "select set_config('search_path', 'pg_catalog', false), set_config('default_transaction_read_only', 'on', false)",
                "{}");

        assertThat(update("insert into " + table + " values (1)", "{}", Map.of()))
                .isInstanceOf(Completed.class);
    }

    @Test
    void updatesNothingWhereAnAdministratorAllowsNoWriting() {
        assertThat(run.update(job("readings", "delete from t", Map.of()), inputs("{}")))
                .isInstanceOfSatisfying(
                        GiveUp.class, it -> assertThat(it.message()).contains("for reading only", "readings.write"));
    }

    @Test
    void undoesWhatIsAnErrorToTheModel() {
        table("id bigint");
        String statement = "insert into " + table + " values (1)";

        assertThat(update(
                        statement,
                        "{}",
                        Map.of(
                                "errorExpression",
                                "=if response.count < 2 then bpmnError(\"FEW\", \"too few\") else null")))
                .isInstanceOfSatisfying(
                        BusinessError.class, it -> assertThat(it.code()).isEqualTo("FEW"));
        assertThat(update(statement, "{}", Map.of("resultExpression", "=\"no context\"")))
                .isInstanceOf(GiveUp.class);
        assertThat(count()).isZero();
    }

    @ParameterizedTest
    @CsvSource({"23505", "23"})
    void makesErrorsOfTheModelOfStates(String state) {
        table("id bigint primary key");
        String statement = "insert into " + table + " values (1)";
        update(statement, "{}", Map.of());

        assertThat(run.update(job("shop", statement, Map.of()), new SqlInputs(Map.of(), Map.of(state, "DUPLICATE"))))
                .isInstanceOfSatisfying(BusinessError.class, it -> {
                    assertThat(it.code()).isEqualTo("DUPLICATE");
                    assertThat(it.variables().toString()).contains("sqlState=23505");
                });
        assertThat(update(
                        statement,
                        "{}",
                        Map.of(
                                "errorExpression",
                                "=if error.code = \"23505\" then bpmnError(\"TWICE\", error.message) else null")))
                .isInstanceOfSatisfying(
                        BusinessError.class, it -> assertThat(it.code()).isEqualTo("TWICE"));
    }

    @Test
    void saysWhatTheDatabaseSaysWithoutTheValues() {
        table("email text primary key");
        String statement = "insert into " + table + " values (:email)";
        update(statement, "{\"email\":\"ann@example.com\"}", Map.of());

        assertThat(update(statement, "{\"email\":\"ann@example.com\"}", Map.of()))
                .isInstanceOfSatisfying(
                        GiveUp.class,
                        it -> assertThat(it.message())
                                .contains("shop says: duplicate key value", "SQLSTATE 23505")
                                .doesNotContain("ann@example.com"));
        assertThat(query("select * from nowhere_at_all", "{}"))
                .isInstanceOfSatisfying(
                        GiveUp.class,
                        it -> assertThat(it.message()).contains("\"nowhere_at_all\" does not exist", "42P01"));
    }

    @Test
    void endsWhatTakesTooLongAndTriesItAgain() {
        assertThat(run.query(job("hasty", "select pg_sleep(20)", Map.of()), inputs("{}")))
                .isInstanceOfSatisfying(RetryLater.class, it -> {
                    assertThat(it.counts()).isTrue();
                    assertThat(it.message()).contains("57014");
                });
        assertThat(state("hasty")).isEqualTo(Reached.State.CLOSED);
    }

    @Test
    void triesAgainWhatWaitedForALockTooLong() throws Exception {
        table("id bigint primary key, n int");
        update("insert into " + table + " values (1, 1)", "{}", Map.of());
        try (Connection other = RealParts.asOwner(DATABASE).getConnection()) {
            other.setAutoCommit(false);
            other.createStatement().execute("update " + table + " set n = 2");

            assertThat(update(
                            "with patience as (select set_config('lock_timeout', '100ms', true) as set)" + " update "
                                    + table + " set n = 3 from patience where set is not null",
                            "{}",
                            Map.of()))
                    .isInstanceOfSatisfying(
                            RetryLater.class, it -> assertThat(it.counts()).isTrue());
        }
    }

    @Test
    void burnsNoTryOfADatabaseThatIsAway() {
        for (int i = 0; i < 5; i++) {
            assertThat(run.query(job("nowhere", "select 1", Map.of()), inputs("{}")))
                    .isInstanceOfSatisfying(RetryLater.class, it -> {
                        assertThat(it.counts()).isFalse();
                        assertThat(it.message()).contains("No answer from nowhere");
                    });
        }
        assertThat(state("nowhere")).isEqualTo(Reached.State.OPEN);
        assertThat(run.query(job("nowhere", "select 1", Map.of()), inputs("{}")))
                .isInstanceOfSatisfying(RetryLater.class, it -> {
                    assertThat(it.counts()).isFalse();
                    assertThat(it.message()).contains("left alone");
                });
    }

    @Test
    void asksAnAdministratorWhereItIsNotLetIn() {
        assertThat(run.query(job("locked-out", "select 1", Map.of()), inputs("{}")))
                .isInstanceOfSatisfying(
                        GiveUp.class,
                        it -> assertThat(it.message())
                                .contains("28P01", "data-sources.locked-out")
                                .doesNotContain("wr0ng-password"));
        assertThat(state("locked-out")).isEqualTo(Reached.State.CLOSED);
        assertThat(run.query(job("secretless", "select 1", Map.of()), inputs("{}")))
                .isInstanceOfSatisfying(
                        GiveUp.class, it -> assertThat(it.message()).contains("no secret 'NOT_THERE'"));
        assertThat(run.query(job("unheard-of", "select 1", Map.of()), inputs("{}")))
                .isInstanceOfSatisfying(
                        GiveUp.class,
                        it -> assertThat(it.message()).contains("'unheard-of'", "hasty, locked-out, nowhere"));
    }

    @Test
    void writesDownWhatWasDone() {
        query("select :who\n   as who, '" + PASSWORD + "' as password", "{\"who\":\"ann\"}");
        run.query(job("small", "select :who as who", Map.of()), inputs("{\"who\":\"ann\"}"));

        assertThat(executions.getFirst()).satisfies(it -> {
            assertThat(it.target()).isEqualTo("shop");
            assertThat(it.method()).isEqualTo("QUERY");
            assertThat(it.url()).isEqualTo("select :who as who, '***' as password");
            assertThat(it.outcome()).isEqualTo("SUCCEEDED");
            assertThat(it.request()).isEqualTo("{\"parameters\":{\"who\":\"ann\"}}");
            assertThat(it.answer()).contains("\"count\":1", "***").doesNotContain(PASSWORD);
        });
        assertThat(executions.getLast()).satisfies(it -> {
            assertThat(it.request()).isEqualTo("{\"parameters\":[\"who\"]}");
            assertThat(it.answer()).isEqualTo("{\"count\":1}");
        });
    }

    @Test
    void mapsAsOtherOperationsDo() {
        assertThat(variables(run.query(
                        job(
                                "shop",
                                "select 1 as n union select 2 order by n",
                                Map.of(
                                        "resultVariable",
                                        "numbers",
                                        "resultExpression",
                                        "={many: response.count, last: rows[-1].n}")),
                        inputs("{}"))))
                .containsEntry("numbers", List.of(Map.of("n", 1L), Map.of("n", 2L)))
                .containsKeys("many", "last")
                .doesNotContainKey("rows");
    }

    private void table(String columns) {
        db.sql("create table " + table + " (" + columns + ")").update();
        db.sql("alter table " + table + " owner to shopkeeper").update();
    }

    private long count() {
        return db.sql("select count(*) from " + table).query(Long.class).single();
    }

    private long sum() {
        return db.sql("select sum(n) from " + table).query(Long.class).single();
    }

    private JobResult query(String statement, String parameters) {
        return run.query(job("shop", statement, Map.of()), inputs(parameters));
    }

    private JobResult update(String statement, String parameters, Map<String, String> headers) {
        return run.update(job("shop", statement, headers), inputs(parameters));
    }

    private static Job job(String source, String statement, Map<String, String> headers) {
        Map<String, String> all = new HashMap<>(headers);
        all.put("dataSource", source);
        all.put("statement", statement);
        return Jobs.job(all);
    }

    private static SqlInputs inputs(String parameters) {
        return new SqlInputs(nodes(parameters), Map.of());
    }

    private static Map<String, @Nullable JsonNode> nodes(String parameters) {
        return JSON.readValue(parameters, new TypeReference<TreeMap<String, @Nullable JsonNode>>() {});
    }

    private static Map<String, Object> variables(JobResult result) {
        assertThat(result).isInstanceOf(Completed.class);
        return ((Completed) result).variables();
    }

    @SuppressWarnings("unchecked")
    private static List<Map<String, @Nullable Object>> rows(JobResult result) {
        return (List<Map<String, @Nullable Object>>)
                Objects.requireNonNull(variables(result).get("rows"));
    }

    private Reached.State state(String source) {
        return dataSources.find(source).orElseThrow().gate().reached().state();
    }

    private static DataSourceSettings.Source source(Map<String, String> settings) {
        Map<String, String> all = new HashMap<>(Map.of(
                "source.url", RealParts.postgres().jdbcUrl(DATABASE),
                "source.username", "shopkeeper",
                "source.password", "{{secrets.SHOP}}"));
        settings.forEach((name, value) -> all.put("source." + name, value));
        return new Binder(new MapConfigurationPropertySource(all))
                .bindOrCreate("source", DataSourceSettings.Source.class);
    }
}
