package io.countersign.engine.tasks;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What came of deciding many tasks at once.
 *
 * @param decidedAt when it was asked for, by the server's clock
 * @param undoUntil until then it can be undone, and the engine is not told
 * @param undoneAt null unless it was undone
 * @param items in the order of the request
 */
public record BulkDecisionView(
        String bulkDecisionId,
        Outcome outcome,
        Instant decidedAt,
        Instant undoUntil,
        @Nullable Instant undoneAt,
        List<Item> items) {

    /**
     * One task.
     *
     * @param code why it was refused, as in the problems of a single task
     * @param message why it was refused, for the person
     * @param undo what came of undoing it; null where nobody tried, or there was nothing to undo
     */
    public record Item(
            String taskKey,
            BulkItem.Result result,
            @Nullable String code,
            @Nullable String message,
            BulkItem.@Nullable Undo undo) {

        static Item from(BulkItem item) {
            return new Item(
                    Long.toString(item.taskKey()),
                    Objects.requireNonNullElse(item.result(), BulkItem.Result.FAILED),
                    item.code(),
                    item.message(),
                    item.undo());
        }
    }

    static BulkDecisionView of(BulkDecision bulk, List<BulkItem> items) {
        return new BulkDecisionView(
                bulk.id().toString(),
                bulk.outcome(),
                bulk.decidedAt(),
                bulk.undoUntil(),
                bulk.undoneAt(),
                items.stream().map(Item::from).toList());
    }
}
