package io.countersign.benchmarks;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.Histogram;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.json.JsonMapper;

/** A person who looks at the inbox all the time and approves every task as soon as the API shows it. */
final class ApiDecider implements AutoCloseable {

    private static final int IN_FLIGHT = 64;

    private final ObjectMapper json = JsonMapper.builder().build();
    private final PersonSession person;
    private final Duration pause;
    private final Set<String> seen = ConcurrentHashMap.newKeySet();
    private final Semaphore permits = new Semaphore(IN_FLIGHT);
    private final LongAdder failed = new LongAdder();
    private final LongAdder looks = new LongAdder();
    private final Histogram visibleMillis = new Histogram(3);
    private final Thread thread;
    private volatile boolean closed;

    /** @param pause how long to wait after a look at the inbox before the next one */
    ApiDecider(URI server, String username, String password, Duration pause) {
        this.pause = pause;
        this.person = new PersonSession(server, username, password);
        this.thread = Thread.ofPlatform().name("decider").start(this::lookAndDecide);
    }

    private void lookAndDecide() {
        while (!closed) {
            looks.increment();
            var answer = person.get("/api/v1/tasks?state=OPEN&view=groups&limit=200");
            var seenAt = System.currentTimeMillis();
            if (answer.statusCode() != 200) {
                failed.increment();
                LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
                continue;
            }
            for (JsonNode task : json.readTree(answer.body()).path("items")) {
                var key = task.path("taskKey").asString();
                if (Models.W3.equals(task.path("processId").asString()) && seen.add(key)) {
                    var createdAt =
                            Instant.parse(task.path("createdAt").asString()).toEpochMilli();
                    visibleMillis.recordValue(Math.max(0, seenAt - createdAt));
                    decide(key);
                }
            }
            LockSupport.parkNanos(pause.toNanos());
        }
    }

    private void decide(String taskKey) {
        permits.acquireUninterruptibly();
        var path = "/api/v1/tasks/" + taskKey + "/decision";
        var unused = person.postAsync(path, "{\"outcome\":\"approved\"}").whenComplete((answer, failure) -> {
            permits.release();
            if (failure != null || answer.statusCode() != 200) {
                failed.increment();
                seen.remove(taskKey); // try again at the next look
            }
        });
    }

    long failed() {
        return failed.sum();
    }

    long looks() {
        return looks.sum();
    }

    /** Milliseconds from a task's creation at the broker to the answer that showed it. Read after {@link #close()}. */
    Histogram visibleMillis() {
        return visibleMillis;
    }

    @Override
    public void close() {
        closed = true;
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        person.close();
    }
}
