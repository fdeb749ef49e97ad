package io.countersign.engine.tasks;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One task of many that are decided at once.
 *
 * @param result null where it has not been tried yet
 * @param code why it was refused, for programs
 * @param message why it was refused, for the person
 * @param undo null where nobody tried to undo it
 */
record BulkItem(
        long taskKey,
        @Nullable Result result,
        @Nullable String code,
        @Nullable String message,
        @Nullable UUID voteId,
        @Nullable Undo undo) {

    /** What came of it. */
    public enum Result {
        /** The vote decided it. */
        DECIDED,
        /** The vote counts; others have to vote as well. */
        VOTED,
        REFUSED,
        /** Something went wrong that nobody foresaw; a repeat tries again. */
        FAILED,
        /** It was undone before its turn came. */
        NOT_TRIED;

        @JsonValue
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** What came of undoing it. */
    public enum Undo {
        UNDONE,
        /** Too late: the engine knows. */
        TOLD,
        /** Too late: the vote has become part of a decision, or others went on from it. */
        SETTLED,
        /** The voter has said something else since. */
        CHANGED;

        @JsonValue
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    static BulkItem untried(long taskKey) {
        return new BulkItem(taskKey, null, null, null, null, null);
    }

    BulkItem voted(Vote vote) {
        return new BulkItem(taskKey, vote.conclusive() ? Result.DECIDED : Result.VOTED, null, null, vote.id(), null);
    }

    BulkItem refused(String why, String words) {
        return new BulkItem(taskKey, Result.REFUSED, why, words, null, null);
    }

    BulkItem notTried() {
        return new BulkItem(taskKey, Result.NOT_TRIED, null, null, null, null);
    }

    BulkItem withUndo(Undo how) {
        return new BulkItem(taskKey, result, code, message, voteId, how);
    }
}
