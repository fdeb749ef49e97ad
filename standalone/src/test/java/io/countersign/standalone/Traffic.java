package io.countersign.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Supplier;
import tools.jackson.databind.JsonNode;

/**
 * People at work who take care: they start purchase requests, and decide them as they show up in the inbox. What got no good answer
 * they repeat, with the same idempotency key, until they know.
 */
final class Traffic implements AutoCloseable {

    private static final int STARTERS = 4;
    private static final int DECIDERS_EACH = 2;
    private static final int PAGE = 50;
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final Duration BEFORE_A_REPEAT = Duration.ofMillis(250);
    private static final Duration BEFORE_ANOTHER_LOOK = Duration.ofMillis(100);

    private final String family = "kill-" + UUID.randomUUID().toString().substring(0, 8);
    private final Ledger ledger = new Ledger();
    private final AtomicInteger numbers = new AtomicInteger();
    private final Semaphore wanted = new Semaphore(0);
    private final Set<String> taken = ConcurrentHashMap.newKeySet();
    private final CountDownLatch over = new CountDownLatch(1);
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final List<Future<?>> people = new ArrayList<>();
    private final CarefulApi requester;
    private volatile boolean deciding;

    private interface Step {
        /** @return whether there was something to do */
        boolean run() throws InterruptedException;
    }

    Traffic(CountersignProcess up) {
        requester = new CarefulApi(Callers.person(up, "requester"));
        for (int i = 0; i < STARTERS; i++) {
            work(this::startNext);
        }
        for (var name : List.of("manager", "finance")) {
            var person = new CarefulApi(Callers.person(up, name));
            for (int i = 0; i < DECIDERS_EACH; i++) {
                work(() -> deciding && decideSome(person));
            }
        }
    }

    private void work(Step step) {
        people.add(threads.submit((Callable<Void>) () -> {
            while (over.getCount() > 0) {
                if (!step.run()) {
                    over.await(BEFORE_ANOTHER_LOOK.toMillis(), TimeUnit.MILLISECONDS);
                }
            }
            return null;
        }));
    }

    Ledger ledger() {
        return ledger;
    }

    /** Lets so many more be started. */
    void want(int more) {
        wanted.release(more);
    }

    void decide(boolean now) {
        deciding = now;
    }

    /** Waits for something to become true; fails at once where somebody at work has failed. */
    void awaitUntil(String what, Duration atMost, Callable<Boolean> isSo) {
        await(what).atMost(atMost).pollInterval(Duration.ofMillis(50)).until(() -> {
            failWithThem();
            return isSo.call();
        });
    }

    private void failWithThem() throws InterruptedException {
        for (var person : people) {
            if (person.isDone()) {
                try {
                    person.get();
                } catch (ExecutionException e) {
                    throw new AssertionError("somebody at work has failed", e.getCause());
                }
            }
        }
    }

    private boolean startNext() {
        if (!wanted.tryAcquire()) {
            return false;
        }
        var purchase = Purchase.number(family, numbers.incrementAndGet());
        ledger.started(purchase, start(purchase));
        return true;
    }

    /** Starts it, or learns what became of an earlier start of it. */
    String start(Purchase purchase) {
        var reply = untilCertain(
                () -> requester.post(
                        "/v2/process-instances",
                        purchase.body(),
                        headers -> headers.set("Idempotency-Key", purchase.name())),
                ledger::repeatsStart);
        assertThat(reply).as("start of %s", purchase).returns(true, Reply::isGood);
        return reply.body().path("processInstanceKey").asString();
    }

    private boolean decideSome(CarefulApi person) {
        var open = person.get("/api/v1/tasks?state=OPEN&limit=" + PAGE);
        boolean some = false;
        for (var task : open.body().path("items")) {
            if (over.getCount() > 0 && task.path("businessKey").asString("").startsWith(family)) {
                some |= decideOnce(person, task);
            }
        }
        return some;
    }

    private boolean decideOnce(CarefulApi person, JsonNode task) {
        var key = task.path("taskKey").asString();
        if (!taken.add(key)) {
            return false;
        }
        var purchase = new Purchase(task.path("businessKey").asString());
        var decision = purchase.decisionOn(task.path("elementId").asString());
        var reply = untilCertain(
                () -> person.post("/api/v1/tasks/" + key + "/decision", decision), ledger::repeatsDecision);
        if (reply.status() == 409) {
            // the answer to an earlier try was lost
            reply = untilCertain(() -> person.get("/api/v1/tasks/" + key), ledger::repeatsDecision);
        }
        assertThat(reply)
                .as("%s on task %s", decision, key)
                .returns(true, Reply::isGood)
                .satisfies(known -> assertThat(comments(known.body())).containsExactly(decision.comment()));
        ledger.decided(key, decision);
        return true;
    }

    private static List<String> comments(JsonNode task) {
        return task.path("decisions")
                .valueStream()
                .map(decision -> decision.path("comment").asString(""))
                .toList();
    }

    private static Reply untilCertain(Supplier<Reply> request, Consumer<Reply> uncertain) {
        return await().atMost(PATIENCE)
                .pollDelay(Duration.ZERO)
                .pollInterval(BEFORE_A_REPEAT)
                .pollInSameThread()
                .until(
                        () -> {
                            var reply = request.get();
                            if (reply.isUncertain()) {
                                uncertain.accept(reply);
                            }
                            return reply;
                        },
                        reply -> !reply.isUncertain());
    }

    @Override
    public void close() {
        over.countDown();
        threads.shutdownNow();
        threads.close();
    }
}
