package io.countersign.engine.recordstream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.countersign.engine.TestDatabase;
import io.countersign.engine.recordstream.RecordedRecords.Line;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;

/** A record that can't be projected is set aside, and all others get in. */
class SetAsideIT {

    private final TestDatabase database = TestDatabase.create();
    private final List<Line> lines = new ArrayList<>(RecordedRecords.of("8.5.8"));
    private final List<Harness> nodes = new ArrayList<>();

    @AfterEach
    void stop() {
        nodes.forEach(Harness::close);
    }

    @Test
    void setsAsideWhatAProjectionCanNotDigest() {
        Line job = find("JOB", "COMPLETED");
        lines.replaceAll(line -> line.equals(job) ? line.saying("{\"type\": 17}") : line);
        RecordedRecords.export(database.owner(), 1, lines);
        Harness node = node();

        node.catchUp(1);

        assertThat(deadLetters(node))
                .containsExactlyInAnyOrder(job.position() + " JobProjection", job.position() + " TaskProjection");
        assertThat(node.deadLetters.count()).isEqualTo(2);
        assertThat(node.jdbc.queryForObject("select count(*) from process_instance", Integer.class))
                .isEqualTo(15);
    }

    @Test
    void findsTheOneRecordThatTheDatabaseDoesNotTake() {
        Line variable = find("VARIABLE", "CREATED");
        // longer than an index entry may be, and incompressible
        String name = Stream.iterate(variable.key(), seed -> seed * 6364136223846793005L + 1442695040888963407L)
                .limit(400)
                .map(Long::toHexString)
                .reduce("", String::concat);
        lines.replaceAll(line -> line.equals(variable)
                ? line.saying(line.value().replaceFirst("\"name\":\"[^\"]*\"", "\"name\":\"" + name + "\""))
                : line);
        RecordedRecords.export(database.owner(), 1, lines);
        Harness node = node();

        node.catchUp(1);

        assertThat(deadLetters(node)).containsExactly(variable.position() + " *");
        assertThat(node.jdbc.queryForObject("select count(*) from variable", Integer.class))
                .isEqualTo((int) lines.stream()
                                .filter(line -> line.valueType().equals("VARIABLE")
                                        && line.intent().equals("CREATED"))
                                .count()
                        - 1);
    }

    @Test
    void takesInCharacterZeroInAnotherGuise() {
        Line task = find("USER_TASK", "CREATED");
        lines.replaceAll(line -> line.equals(task)
                ? line.saying(line.value().replace("\"assignee\":\"ann\"", "\"assignee\":\"an\\u0000n\""))
                : line);
        RecordedRecords.export(database.owner(), 1, lines.subList(0, lines.indexOf(find("JOB", "CREATED"))));
        Harness node = node();

        node.catchUp(1);

        assertThat(deadLetters(node)).isEmpty();
        assertThat(node.row("task", task.key())).containsEntry("assignee", "an\uFFFDn");
    }

    @Test
    void triesAgainWhatTheDatabaseOnlyRefusesForNow() {
        RecordedRecords.export(database.owner(), 1, lines);
        JdbcTemplate owner = new JdbcTemplate(database.owner());
        owner.execute("revoke insert on job from countersign_app");
        Harness node = node();
        node.stream.start();
        await().until(() -> !node.stream.failures().isEmpty());

        owner.execute("grant insert on job to countersign_app");

        await().atMost(Duration.ofSeconds(30))
                .until(() -> node.stream.failures().isEmpty() && !node.applied.isEmpty());
        assertThat(deadLetters(node)).isEmpty();
    }

    @Test
    void forgetsWhatWasSetAsideWhenTheLogIsReplayed() {
        RecordedRecords.export(database.owner(), 1, lines);
        Harness broken = node();
        broken.jdbc.update(
                "insert into projection_dead_letter (partition_id, position, projection, error) values (1, 1, '*', 'x')");
        broken.catchUp(1);

        broken.rebuild();

        assertThat(deadLetters(broken)).isEmpty();
    }

    private Line find(String valueType, String intent) {
        return lines.stream()
                .filter(line ->
                        line.valueType().equals(valueType) && line.intent().equals(intent))
                .findFirst()
                .orElseThrow();
    }

    private Harness node() {
        Harness node = new Harness(database);
        nodes.add(node);
        return node;
    }

    private static Set<String> deadLetters(Harness node) {
        return Set.copyOf(node.jdbc.queryForList(
                "select position || ' ' || projection from projection_dead_letter", String.class));
    }
}
