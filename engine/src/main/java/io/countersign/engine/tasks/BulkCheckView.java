package io.countersign.engine.tasks;

import java.util.List;

/**
 * Which of many tasks the caller may answer like this.
 *
 * @param allowed the keys of those
 * @param refused the others, by reason; the most frequent first
 * @param actsFor whom the caller could name in {@code onBehalfOf} where that is asked for
 */
public record BulkCheckView(List<String> allowed, List<Reason> refused, List<Person> actsFor) {

    /**
     * Why some of them can't be answered.
     *
     * @param code stable, as in the problems of a single task
     * @param message for the person
     */
    public record Reason(String code, String message, List<String> taskKeys) {}
}
