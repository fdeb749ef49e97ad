package io.countersign.engine.mailapproval;

import io.countersign.engine.notifications.MailWords;
import io.countersign.engine.tasks.TaskSummary;
import io.countersign.notices.FormWords;
import io.countersign.notices.ValuesInWords;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/**
 * What a task is about, as people say it.
 *
 * @param what in a line: the subject and the sum where the request has them, otherwise what the task is called
 * @param facts what else there is to know, by what it is called
 */
record RequestInWords(String what, Map<String, String> facts) {

    private static final List<String> SUBJECTS = List.of("title", "subject", "item", "what", "description", "reason");

    static RequestInWords of(TaskSummary task, FormWords form, MailWords words) {
        var inWords = new ValuesInWords(form, words.locale(), words.say("yes"), words.say("no"));
        List<String> line = Stream.of(subject(inWords.inOrder(task.summary())), inWords.sum(task.summary()))
                .flatMap(Optional::stream)
                .toList();
        return new RequestInWords(
                line.isEmpty() ? nameOf(task) : String.join(", ", line), inWords.facts(task.summary()));
    }

    static String nameOf(TaskSummary task) {
        return Objects.requireNonNullElse(task.name(), processOf(task));
    }

    /** With the business key, where the request has one. */
    static String processOf(TaskSummary task) {
        var parts = new ArrayList<String>();
        parts.add(Objects.requireNonNullElse(task.processName(), task.processId()));
        if (task.businessKey() != null) {
            parts.add(task.businessKey());
        }
        return String.join(" · ", parts);
    }

    private static Optional<String> subject(Map<String, JsonNode> values) {
        return SUBJECTS.stream()
                .map(values::get)
                .filter(value -> value != null
                        && value.isString()
                        && !value.stringValue().isBlank())
                .map(value -> value.stringValue().strip())
                .findFirst();
    }
}
