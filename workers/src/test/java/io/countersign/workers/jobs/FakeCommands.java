package io.countersign.workers.jobs;

import io.countersign.workers.jobs.JobCommands.Answer.Taken;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;

/** An engine that answers as it is told, and takes everything after that. */
final class FakeCommands implements JobCommands {

    final List<Object> heard = new ArrayList<>();
    private final Deque<Answer> answers = new ArrayDeque<>();

    record Complete(Map<String, Object> variables) {}

    record Throw(String code, String message, Map<String, Object> variables) {}

    record Fail(int tries, Duration backoff, String message) {}

    void willAnswer(Answer... next) {
        answers.addAll(List.of(next));
    }

    @Override
    public Answer complete(Map<String, Object> variables) {
        return hear(new Complete(variables));
    }

    @Override
    public Answer throwError(String code, String message, Map<String, Object> variables) {
        return hear(new Throw(code, message, variables));
    }

    @Override
    public Answer fail(int tries, Duration backoff, String message) {
        return hear(new Fail(tries, backoff, message));
    }

    private Answer hear(Object command) {
        heard.add(command);
        return answers.isEmpty() ? new Taken() : answers.removeFirst();
    }
}
