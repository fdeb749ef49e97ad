package io.countersign.workers.jobs;

import java.time.Clock;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/**
 * Looks after jobs that Zeebe forgets. Where it looks in exactly the millisecond at which a backoff ends, it finds the job due, then refuses
 * to offer it as its time is not past, and looks again only when another job of the partition fails
 * (<a href="https://github.com/camunda/camunda/issues/16884">camunda#16884</a>).
 */
@Component
class WakeJobs {

    private static final Logger LOG = LoggerFactory.getLogger(WakeJobs.class);

    private final Alarm alarm;
    private final JdbcClient jdbc;
    private final Awaited awaited;
    private final InFlight inFlight;
    private final Clock clock;
    private final AtomicBoolean busy = new AtomicBoolean();

    WakeJobs(Alarm alarm, JdbcClient jdbc, Awaited awaited, InFlight inFlight, Clock clock) {
        this.alarm = alarm;
        this.jdbc = jdbc;
        this.awaited = awaited;
        this.inFlight = inFlight;
        this.clock = clock;
    }

    /** Waits for nothing, because others are on time on the same thread. */
    @Scheduled(fixedDelayString = "${countersign.jobs.wake-interval:1s}")
    void watch() {
        if (!awaited.missing(clock.instant()).isEmpty() && !inFlight.stopping() && busy.compareAndSet(false, true)) {
            Thread.ofVirtual().name("wake-jobs").start(() -> {
                try {
                    wake();
                } catch (DataAccessException | TransactionException away) {
                    LOG.debug("jobs that did not come again can't be looked after", away);
                } finally {
                    busy.set(false);
                }
            });
        }
    }

    private void wake() {
        awaited.forget(endedElsewhere());
        Map<Integer, Set<Long>> missing = awaited.missing(clock.instant());
        if (missing.isEmpty()) {
            return;
        }
        for (int partition : alarm.ring(missing.keySet())) {
            Set<Long> woken = missing.getOrDefault(partition, Set.of());
            LOG.info("did not come again at their time, so Zeebe was made to look: {}", woken);
            awaited.forget(woken);
        }
    }

    /** On another node, or cancelled. What is not in the read model, which may not be there, counts as asleep. */
    private Set<Long> endedElsewhere() {
        return jdbc.sql("select key from job where key = any (?) and state <> 'FAILED'")
                .param(awaited.missing(clock.instant()).values().stream()
                        .flatMap(Set::stream)
                        .toArray(Long[]::new))
                .query(Long.class)
                .set();
    }
}
