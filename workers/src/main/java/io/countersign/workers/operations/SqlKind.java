package io.countersign.workers.operations;

import io.countersign.processes.WorkerVariables;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** What a statement is run for. */
enum SqlKind {
    QUERY(WorkerVariables.ROWS, Set.of("select", "with", "values", "table")),
    UPDATE(WorkerVariables.COUNT, Set.of("insert", "update", "delete", "merge", "with", "select", "call"));

    private final String result;

    @SuppressWarnings("ImmutableEnumChecker") // nobody can change a Set.of
    private final Set<String> verbs;

    /** @param verbs what such a statement may begin with; what changes the connection or the schema is not among them */
    SqlKind(String result, Set<String> verbs) {
        this.result = result;
        this.verbs = verbs;
    }

    /** Which part of the response is its result, and the variable that gets it where the model says nothing. */
    String result() {
        return result;
    }

    boolean begins(String verb) {
        return verbs.contains(verb.toLowerCase(Locale.ROOT));
    }

    String verbs() {
        return verbs.stream()
                .map(verb -> verb.toUpperCase(Locale.ROOT))
                .sorted()
                .collect(Collectors.joining(", "));
    }
}
