package io.countersign.engine.tasks;

import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.engine.Cast;
import io.countersign.engine.Cast.Player;
import io.countersign.engine.Client;
import io.countersign.engine.EngineRows;
import io.countersign.engine.EngineTest;
import io.countersign.engine.identity.Role;
import java.math.BigDecimal;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Every filter in every order, page by page, against lists that say the same in a naive way. */
@EngineTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class InboxFiltersIT {

    private static final int TASKS = 80;

    private final Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
    private final JdbcClient jdbc;
    private final EngineRows rows;
    private final Cast cast;
    private final Random random = new Random(4711);
    private final List<Known> everything = new ArrayList<>();
    private final String red;
    private final String blue;
    private final String green;
    private final Player ann;
    private final Player requester;
    private final String word = Cast.unique("word").replace("-", "");

    /** A task as the test knows it. */
    private record Known(
            long key,
            String group,
            boolean givenToAnn,
            @Nullable Instant dueAt,
            Instant createdAt,
            int priority,
            String name,
            String processId,
            Map<String, Object> variables,
            boolean ofRequester,
            String businessKey) {

        @Nullable
        BigDecimal number(String name) {
            return variables.get(name) instanceof BigDecimal number ? number : null;
        }

        @Nullable
        String text(String name) {
            return variables.get(name) instanceof String text ? text.toLowerCase(Locale.ROOT) : null;
        }
    }

    @Autowired
    InboxFiltersIT(JdbcClient jdbc, ApplicationContext engine) {
        this.jdbc = jdbc;
        this.rows = new EngineRows(jdbc);
        this.cast = new Cast(engine);
        this.red = cast.group();
        this.blue = cast.group();
        this.green = cast.group();
        this.ann = cast.user(red, blue);
        this.requester = cast.user();
    }

    @BeforeAll
    void fill() {
        for (int i = 0; i < TASKS; i++) {
            everything.add(make(i));
        }
    }

    private Known make(int number) {
        long instance = rows.instance("p", 1, "ACTIVE", null);
        var variables = new LinkedHashMap<String, Object>();
        if (random.nextInt(5) > 0) {
            variables.put(
                    "amount",
                    random.nextBoolean() ? BigDecimal.valueOf(random.nextInt(20) * 50L) : pick("Much", "little"));
        }
        variables.put("costCentre", random.nextBoolean() ? BigDecimal.valueOf(4711) : pick("4711", "4712"));
        variables.put("supplier", pick("Northwind", "north Pole", "Southwind", "Back\\slash \"quoted\""));
        variables.put("note", word + pick("kettle", "Lamp", "chair"));
        if (random.nextBoolean()) {
            variables.put("urgent", random.nextBoolean());
        }
        if (random.nextBoolean()) {
            variables.put("travelDate", pick("2026-12-09", "2026-12-10", "2026-12-10T09:30:00Z", "2026-12-11"));
        }
        // half of the variables come before their task, as with other clients of the engine, and half after it
        boolean before = random.nextBoolean();
        if (before) {
            variables.forEach((name, value) -> rows.variable(instance, instance, name, json(value)));
        }
        boolean ofRequester = random.nextInt(4) == 0;
        String businessKey = word + "-" + number % 20;
        rows.requested(instance, ofRequester ? requester.username() : null, businessKey);
        String group = pick(red, blue, green);
        Instant due = random.nextInt(4) == 0 ? null : now.plusSeconds((random.nextInt(11) - 5) * 86_400L);
        var task = rows.task().of(instance).groups(group);
        long key = (due == null ? task : task.due(due)).create();
        if (!before) {
            variables.forEach((name, value) -> rows.variable(instance, instance, name, json(value)));
        }
        boolean givenToAnn = group.equals(green) && random.nextInt(4) == 0;
        if (givenToAnn) {
            jdbc.sql("insert into task_claim (task_key, username, claimed_at) values (?, ?, now())")
                    .params(key, ann.username())
                    .update();
        }
        Instant createdAt = now.minusSeconds(random.nextInt(10) * 60L);
        int priority = random.nextInt(4) * 20;
        String name = pick("Approve it", "approve that", "Check", "Zebra");
        String process = pick("p", "q", "r");
        jdbc.sql("update task set created_at = ?, priority = ?, name = ?, process_id = ? where key = ?")
                .params(OffsetDateTime.ofInstant(createdAt, ZoneOffset.UTC), priority, name, process, key)
                .update();
        return new Known(
                key, group, givenToAnn, due, createdAt, priority, name, process, variables, ofRequester, businessKey);
    }

    private String pick(String... values) {
        return values[random.nextInt(values.length)];
    }

    private static String json(Object value) {
        return value instanceof String text
                ? "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"") + "\""
                : value.toString();
    }

    private Map<String, Predicate<Known>> filters() {
        var filters = new LinkedHashMap<String, Predicate<Known>>();
        filters.put("", task -> true);
        filters.put(
                "search=" + word + "ket",
                task -> task.text("note") != null
                        && String.valueOf(task.text("note")).endsWith("kettle"));
        filters.put(
                "search=" + word + "KETTLE North",
                task -> String.valueOf(task.text("note")).endsWith("kettle")
                        && String.valueOf(task.text("supplier")).startsWith("north"));
        filters.put("search=" + word + "-1", task -> task.businessKey().startsWith(word + "-1"));
        filters.put(
                "search=" + requester.username() + " appro",
                task -> task.ofRequester()
                        && task.name().toLowerCase(Locale.ROOT).startsWith("approve"));
        filters.put("search=%26 | ! ' :* \\", task -> true);
        filters.put("processId=p&processId=q", task -> !task.processId().equals("r"));
        filters.put("due=overdue", task -> task.dueAt() != null && task.dueAt().isBefore(Instant.now()));
        filters.put("due=none", task -> task.dueAt() == null);
        Instant tomorrow = now.plusSeconds(86_400);
        filters.put("dueFrom=" + now + "&dueTo=" + tomorrow, task -> now.equals(task.dueAt()));
        filters.put(
                "dueFrom=" + tomorrow,
                task -> task.dueAt() != null && !task.dueAt().isBefore(tomorrow));
        filters.put("variable=amount>=500", task -> compares(task, "amount", found -> found >= 500));
        filters.put("variable=amount < 5e2", task -> compares(task, "amount", found -> found < 500));
        filters.put("variable=amount=much", task -> "much".equals(task.text("amount")));
        filters.put(
                "variable=costCentre=4711",
                task -> task.number("costCentre") != null || "4711".equals(task.text("costCentre")));
        filters.put("variable=costCentre=\"4711\"", task -> "4711".equals(task.text("costCentre")));
        filters.put("variable=costCentre!=4711", task -> "4712".equals(task.text("costCentre")));
        filters.put(
                "variable=supplier=NORTH*",
                task -> String.valueOf(task.text("supplier")).startsWith("north"));
        filters.put(
                "variable=supplier=back\\slash \"quoted\"",
                task -> String.valueOf(task.text("supplier")).startsWith("back"));
        filters.put(
                "variable=urgent=true",
                task -> Boolean.TRUE.equals(task.variables().get("urgent")));
        filters.put(
                "variable=travelDate=2026-12-10",
                task -> String.valueOf(task.text("travelDate")).startsWith("2026-12-10"));
        filters.put(
                "variable=travelDate>2026-12-09",
                task -> task.text("travelDate") != null && !"2026-12-09".equals(task.text("travelDate")));
        filters.put(
                "variable=travelDate<=2026-12-10",
                task -> task.text("travelDate") != null && !"2026-12-11".equals(task.text("travelDate")));
        filters.put(
                "variable=amount>=100&variable=costCentre=4711&priorityFrom=20",
                task -> compares(task, "amount", found -> found >= 100)
                        && !"4712".equals(task.text("costCentre"))
                        && task.priority() >= 20);
        filters.put("requester=" + requester.username(), Known::ofRequester);
        filters.put("priorityFrom=40", task -> task.priority() >= 40);
        return filters;
    }

    private static boolean compares(Known task, String name, Predicate<Double> wanted) {
        BigDecimal number = task.number(name);
        return number != null && wanted.test(number.doubleValue());
    }

    /** By sort and direction; null where the list is in its own order. */
    private static Comparator<Known> order(@Nullable String sort, boolean ascending) {
        Comparator<Known> byKey = Comparator.comparingLong(Known::key);
        Comparator<Known> order = switch (sort == null ? "due" : sort) {
            case "created" -> by(Known::createdAt, ascending);
            case "priority" -> by(Known::priority, ascending);
            case "name" -> by(task -> task.name().toLowerCase(Locale.ROOT), ascending);
            case "variable:amount" ->
                by((Known task) -> task.number("amount"), ascending)
                        .thenComparing(by(task -> task.text("amount"), ascending));
            case "variable:supplier" -> by(task -> task.text("supplier"), ascending);
            default -> by(Known::dueAt, ascending);
        };
        return order.thenComparing(ascending ? byKey : byKey.reversed());
    }

    private static <T extends Comparable<T>> Comparator<Known> by(
            Function<Known, @Nullable T> value, boolean ascending) {
        Comparator<T> natural = ascending ? Comparator.naturalOrder() : Comparator.reverseOrder();
        return (one, other) -> {
            T first = value.apply(one);
            T second = value.apply(other);
            if (first == null || second == null) {
                return Boolean.compare(first == null, second == null);
            }
            return natural.compare(first, second);
        };
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "due", "created", "priority", "name", "variable:amount", "variable:supplier"})
    void listsWhatFitsInEveryOrder(String sort) {
        for (boolean ascending : sort.isEmpty() ? new boolean[] {true} : new boolean[] {true, false}) {
            filters().forEach((filter, fits) -> {
                String query =
                        filter + (sort.isEmpty() ? "" : "&sort=" + sort + "&direction=" + (ascending ? "asc" : "desc"));
                assertThat(pages(ann.browser(), query))
                        .as(query)
                        .isEqualTo(everything.stream()
                                .filter(task -> !task.group().equals(green) || task.givenToAnn())
                                .filter(fits)
                                .sorted(order(sort.isEmpty() ? null : sort, ascending))
                                .map(Known::key)
                                .toList());
            });
        }
    }

    @Test
    void showsAnOperatorAllAndAStrangerNothing() {
        Client operator = cast.player(Set.of(Role.OPERATOR)).browser();
        Client stranger = cast.user().browser();
        filters().forEach((filter, fits) -> {
            for (String sort : List.of("", "&sort=created", "&sort=variable:amount&direction=desc")) {
                assertThat(pages(stranger, filter + sort)).as(filter + sort).isEmpty();
                assertThat(new HashSet<>(pages(operator, filter + sort)))
                        .as(filter + sort)
                        .isEqualTo(
                                everything.stream().filter(fits).map(Known::key).collect(Collectors.toSet()));
            }
        });
    }

    @Test
    void narrowsMineAndWhatIsOnOffer() {
        filters().forEach((filter, fits) -> {
            assertThat(new HashSet<>(pages(ann.browser(), "view=mine&" + filter)))
                    .as(filter)
                    .isEqualTo(keys(fits.and(Known::givenToAnn)));
            assertThat(new HashSet<>(pages(ann.browser(), "view=groups&" + filter)))
                    .as(filter)
                    .isEqualTo(keys(fits.and(task -> !task.group().equals(green))));
        });
    }

    private Set<Long> keys(Predicate<Known> wanted) {
        return everything.stream().filter(wanted).map(Known::key).collect(Collectors.toSet());
    }

    @Test
    void findsATaskByItsKeyAndByWhatChanges() {
        long task = rows.task().groups(red).create();
        long instance = rows.instanceOf(task);
        String fresh = Cast.unique("fresh").replace("-", "");
        assertThat(found("search=" + task)).containsExactly(task);
        assertThat(found("search=" + instance)).containsExactly(task);
        assertThat(found("search=" + fresh)).isEmpty();

        rows.variable(instance, instance, "title", "\"The " + fresh + "\\nnews\"");
        assertThat(found("search=" + fresh)).containsExactly(task);
        assertThat(found("search=" + fresh + " news")).containsExactly(task);
        // what is no text is not searched, and nothing of before is left
        for (String without : List.of("\"old\"", "{\"a\": 1}")) {
            change(instance, "\"" + fresh + "\"");
            assertThat(found("search=" + fresh)).containsExactly(task);
            change(instance, without);
            assertThat(found("search=" + fresh)).isEmpty();
        }

        rows.close(task, "COMPLETED", null);
        assertThat(found("search=" + task)).isEmpty();
    }

    private void change(long instance, String json) {
        jdbc.sql("update variable set value = ? where process_instance_key = ?")
                .params(json, instance)
                .update();
    }

    @Test
    void keepsWhatSomebodyAnsweredNewestFirst() {
        Player ben = cast.user(red);
        var answered = new ArrayList<Long>();
        for (int i = 0; i < 5; i++) {
            long task = rows.task().groups(red).approval("{}").create();
            rows.variable(rows.instanceOf(task), rows.instanceOf(task), "note", "\"" + word + "no" + i + "\"");
            assertThat(ben.browser()
                            .post("/api/v1/tasks/" + task + "/decision", Map.of("outcome", "approved"))
                            .status())
                    .isEqualTo(200);
            if (i % 2 == 0) {
                rows.close(task, "COMPLETED", null);
            }
            answered.addFirst(task);
        }
        long others = rows.task().groups(red).create();
        rows.close(others, "COMPLETED", null);

        assertThat(list(ben.browser(), "view=done", 2)).isEqualTo(answered);
        assertThat(list(ben.browser(), "view=done&search=" + word + "no2", 2)).containsExactly(answered.get(2));
        assertThat(list(ben.browser(), "view=done&search=" + word + "no1", 2)).containsExactly(answered.get(3));
        assertThat(list(ben.browser(), "view=done&variable=note=" + word + "no*", 2))
                .isEqualTo(answered);
        assertThat(list(ann.browser(), "view=done", 50)).doesNotContainAnyElementsOf(answered);
    }

    @Test
    void saysWhoTookATask() {
        Player ben = cast.user(red);
        long task = rows.task().groups(red).create();
        ben.browser().post("/api/v1/tasks/" + task + "/claim", null);
        var row = ann.browser()
                .get("/api/v1/tasks?search=" + task)
                .body()
                .path("items")
                .path(0);
        assertThat(row.path("claimedBy").asString()).isEqualTo(ben.username());
        assertThat(row.path("claimedByName").asString()).isEqualTo("Mr " + ben.username());
        assertThat(Instant.parse(row.path("claimedAt").asString())).isBetween(now.minusSeconds(60), Instant.now());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "due=late",
                "due=today&timeZone=Mars",
                "due=today&dueFrom=2026-01-01T00:00:00Z",
                "dueFrom=yesterday",
                "variable=amount",
                "variable=amount>",
                "variable=amount>much",
                "variable=travelDate=2026-02-30",
                "sort=colour",
                "sort=variable:",
                "sort=name&direction=up",
                "priorityFrom=high",
                "view=done&sort=name",
                "view=done&state=COMPLETED",
                "state=COMPLETED&search=x",
                "sort=name&cursor=x"
            })
    void refusesWhatItDoesNotUnderstand(String query) {
        Client.Answer answer = ann.browser().get("/api/v1/tasks?" + encoded(query));
        assertThat(answer.status()).as(query).isEqualTo(400);
        assertThat(answer.body().path("detail").asString()).as(query).isNotBlank();
    }

    @Test
    void refusesTooMuch() {
        String many = "variable=a=1&".repeat(11);
        assertThat(ann.browser().get("/api/v1/tasks?" + encoded(many)).status()).isEqualTo(400);
        assertThat(ann.browser().get("/api/v1/tasks?search=" + "x".repeat(201)).status())
                .isEqualTo(400);
    }

    private List<Long> found(String query) {
        return list(ann.browser(), query, 50);
    }

    /** Of the tasks that this test made: what is for everybody may be there as well. */
    private List<Long> pages(Client browser, String query) {
        Set<Long> ours = everything.stream().map(Known::key).collect(Collectors.toSet());
        return list(browser, query, 7).stream().filter(ours::contains).toList();
    }

    private static List<Long> list(Client browser, String query, int limit) {
        var keys = new ArrayList<Long>();
        String cursor = "";
        do {
            var page = browser.get("/api/v1/tasks?limit=" + limit + "&" + encoded(query) + cursor);
            assertThat(page.status()).as(query + " " + page.body()).isEqualTo(200);
            page.body()
                    .path("items")
                    .forEach(
                            task -> keys.add(Long.parseLong(task.path("taskKey").asString())));
            cursor = page.body().path("nextCursor").isNull()
                    ? ""
                    : "&cursor=" + page.body().path("nextCursor").asString();
        } while (!cursor.isEmpty());
        assertThat(keys).as(query).doesNotHaveDuplicates();
        return keys;
    }

    private static String encoded(String query) {
        return Arrays.stream(query.split("&", -1))
                .map(part -> {
                    int at = part.indexOf('=');
                    return at < 0
                            ? part
                            : part.substring(0, at + 1)
                                    + URLEncoder.encode(
                                            part.substring(at + 1).replace("%26", "&"), StandardCharsets.UTF_8);
                })
                .collect(Collectors.joining("&"));
    }
}
