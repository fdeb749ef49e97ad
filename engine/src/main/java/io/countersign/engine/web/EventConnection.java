package io.countersign.engine.web;

import io.github.bucket4j.Bucket;
import java.io.IOException;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.MediaType;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/** One browser. It has a virtual thread of its own, so that a slow one keeps nobody else waiting. */
class EventConnection {

    private static final Logger log = LoggerFactory.getLogger(EventConnection.class);

    private final String caller;
    private final WebSettings.Events settings;
    private final BooleanSupplier stillSignedIn;
    private final SseEmitter emitter;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Set<String> pending = new TreeSet<>();
    private final Bucket allowed;
    private boolean ripe;
    private boolean ended;

    EventConnection(String caller, WebSettings.Events settings, BooleanSupplier stillSignedIn) {
        this.caller = caller;
        this.settings = settings;
        this.stillSignedIn = stillSignedIn;
        this.emitter = new SseEmitter(settings.lifetime().toMillis());
        this.allowed = Bucket.builder()
                .addLimit(limit -> limit.capacity(settings.burst()).refillGreedy(1, settings.coalesce()))
                .build();
    }

    String caller() {
        return caller;
    }

    SseEmitter open(Runnable gone) {
        Runnable end = () -> {
            gone.run();
            end();
        };
        emitter.onCompletion(end);
        emitter.onTimeout(emitter::complete);
        emitter.onError(failure -> end.run());
        Thread.ofVirtual().name("events-" + caller).start(this::run);
        return emitter;
    }

    /** @param ahead may wait a moment for the next one */
    void hint(Set<String> topics, boolean ahead) {
        lock.lock();
        try {
            pending.addAll(topics);
            ripe |= !ahead;
            changed.signal();
        } finally {
            lock.unlock();
        }
    }

    void end() {
        lock.lock();
        try {
            ended = true;
            changed.signal();
        } finally {
            lock.unlock();
        }
    }

    private void run() {
        try {
            emitter.send(SseEmitter.event().comment("connected"));
            for (long id = 1; ; id++) {
                if (awaitTopics()) {
                    // more gather meanwhile, so that a busy engine costs a browser few requests
                    allowed.asBlocking().consume(1);
                }
                var topics = takeTopics();
                if (isEnded()) {
                    break;
                }
                if (topics.isEmpty()) {
                    if (!stillSignedIn.getAsBoolean()) {
                        break;
                    }
                    emitter.send(SseEmitter.event().comment("alive"));
                } else {
                    emitter.send(SseEmitter.event()
                            .id(Long.toString(id))
                            .name("hint")
                            .data(Map.of("topics", topics), MediaType.APPLICATION_JSON));
                }
            }
        } catch (IOException | IllegalStateException gone) {
            log.debug("{} has gone away", caller, gone);
        } catch (RuntimeException failure) {
            log.warn("ending the event stream of {}", caller, failure);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
        complete();
    }

    private void complete() {
        try {
            emitter.complete();
        } catch (IllegalStateException gone) {
            // the server has ended the request already, for whoever asked has gone away
            log.debug("the event stream of {} has ended", caller, gone);
        }
    }

    /** Waits for a hint, at most until the next heartbeat. */
    private boolean awaitTopics() throws InterruptedException {
        lock.lock();
        try {
            var left = settings.heartbeat().toNanos();
            while (pending.isEmpty() && !ended && left > 0) {
                left = changed.awaitNanos(left);
            }
            var wait = settings.ahead().toNanos();
            while (!pending.isEmpty() && !ripe && !ended && wait > 0) {
                wait = changed.awaitNanos(wait);
            }
            return !pending.isEmpty();
        } finally {
            lock.unlock();
        }
    }

    private Set<String> takeTopics() {
        lock.lock();
        try {
            var topics = new TreeSet<>(pending);
            pending.clear();
            ripe = false;
            return topics;
        } finally {
            lock.unlock();
        }
    }

    private boolean isEnded() {
        lock.lock();
        try {
            return ended;
        } finally {
            lock.unlock();
        }
    }
}
