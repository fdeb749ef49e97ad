package io.countersign.exporter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RecordBufferTests {

    private static final long NEVER = RecordBuffer.NEVER;

    @Test
    void handsOutWhatIsThereInOneBatch() throws InterruptedException {
        var buffer = buffer(Map.of(), NEVER);
        add(buffer, 3, 5);
        buffer.passOver(9, 90);

        var batch = take(buffer);

        assertThat(batch.rows()).extracting(LogRow::position).containsExactly(3L, 5L);
        assertThat(batch.position()).isEqualTo(9);
        assertThat(batch.timestamp()).isEqualTo(90);
    }

    @Test
    void cutsBatchesByCountAndBySizeAtTheLastRowTheyHold() throws InterruptedException {
        var byCount = buffer(Map.of("batchRecords", 2), NEVER);
        add(byCount, 1, 2, 3);
        byCount.passOver(7, 70);
        assertThat(take(byCount).position()).isEqualTo(2);
        assertThat(take(byCount).position()).isEqualTo(7);

        var bySize = buffer(Map.of("batchBytes", 2048), NEVER);
        for (var position = 1; position <= 3; position++) {
            bySize.add(row(position, 900));
        }
        assertThat(take(bySize).rows()).hasSize(1);
    }

    @Test
    void turnsRecordsAwayWhenItIsFull() throws InterruptedException {
        var byCount = buffer(Map.of("bufferRecords", 2), NEVER);
        add(byCount, 1, 2);
        assertThatThrownBy(() -> add(byCount, 3)).isInstanceOf(BufferFullException.class);
        assertThat(take(byCount).position()).isEqualTo(2);
        add(byCount, 3);

        var bySize = buffer(Map.of("bufferBytes", 2048), NEVER);
        bySize.add(row(1, 1500));
        assertThatThrownBy(() -> bySize.add(row(2, 500))).isInstanceOf(BufferFullException.class);
    }

    @Test
    void letsThroughARecordThatIsLargerThanItself() throws InterruptedException {
        var buffer = buffer(Map.of("bufferBytes", 1024, "batchBytes", 1024), NEVER);
        buffer.add(row(1, 5000));

        assertThat(take(buffer).rows()).hasSize(1);
    }

    @Test
    void handsOutAPositionWithoutRowsOnlyAfterAWhile() throws Exception {
        var buffer = buffer(Map.of(), TimeUnit.MILLISECONDS.toNanos(200));
        buffer.passOver(4, 40);
        buffer.passOver(5, 50);

        var asked = System.nanoTime();
        var batch = take(buffer);

        assertThat(Duration.ofNanos(System.nanoTime() - asked)).isGreaterThanOrEqualTo(Duration.ofMillis(150));
        assertThat(batch.rows()).isEmpty();
        assertThat(batch.position()).isEqualTo(5);
    }

    @Test
    void handsOutNothingOnceTheWritersPatienceIsOver() throws Exception {
        var buffer = buffer(Map.of(), NEVER);
        add(buffer, 1);
        take(buffer);

        var nothing = take(buffer, TimeUnit.MILLISECONDS.toNanos(1));

        assertThat(nothing.rows()).isEmpty();
        assertThat(nothing.position()).isEqualTo(1);
    }

    @Test
    void wakesTheWriterForTheFirstRowAtOnce() throws Exception {
        var buffer = buffer(Map.of(), NEVER);
        var taken = taking(buffer, 0);

        add(buffer, 1);

        assertThat(taken.get(30, TimeUnit.SECONDS)).isNotNull();
    }

    @Test
    void gathersRowsWhileTheWriterRestsUntilTheyAreMany() throws Exception {
        var buffer = buffer(Map.of(), NEVER);
        var taken = taking(buffer, NEVER);

        for (var position = 1; position <= 499; position++) {
            add(buffer, position);
        }
        assertThat(taken).isNotDone();
        for (var position = 500; position <= 600 && !taken.isDone(); position++) {
            add(buffer, position);
        }

        assertThat(taken.get(30, TimeUnit.SECONDS)).isNotNull();
    }

    @Test
    void endsTheWritersWaitWhenItIsClosed() throws Exception {
        var buffer = buffer(Map.of(), NEVER);
        var taken = taking(buffer, NEVER);

        buffer.close();

        assertThat(taken.get(30, TimeUnit.SECONDS)).isNull();
    }

    private static CompletableFuture<@Nullable Batch> taking(RecordBuffer buffer, long rest) {
        return CompletableFuture.supplyAsync(() -> {
            try {
                return buffer.take(rest, NEVER);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });
    }

    private static Batch take(RecordBuffer buffer) throws InterruptedException {
        return take(buffer, NEVER);
    }

    private static Batch take(RecordBuffer buffer, long patience) throws InterruptedException {
        var batch = buffer.take(0, patience);
        if (batch == null) {
            throw new AssertionError("closed");
        }
        return batch;
    }

    private static RecordBuffer buffer(Map<String, Object> arguments, long idleNanos) {
        var all = new java.util.HashMap<String, Object>(Map.of("url", "jdbc:postgresql://db/log", "user", "exporter"));
        all.putAll(arguments);
        return new RecordBuffer(Settings.from(all), idleNanos);
    }

    private static void add(RecordBuffer buffer, long... positions) {
        for (var position : positions) {
            buffer.add(row(position, 2));
        }
    }

    private static LogRow row(long position, int length) {
        return new LogRow(position, position, "VARIABLE", "CREATED", 1, position, "x".repeat(length), null);
    }
}
