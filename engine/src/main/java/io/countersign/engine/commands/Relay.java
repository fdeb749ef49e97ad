package io.countersign.engine.commands;

import io.countersign.engine.commands.CommandTable.Lease;
import io.countersign.engine.processengine.EngineAnswer;
import io.countersign.engine.processengine.EngineAnswer.Failed;
import io.countersign.engine.processengine.EngineFailure;
import io.countersign.engine.processengine.EngineFailure.Kind;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * Sends commands and judges the answers. What is submitted on this node is handed over in memory after commit; what is left
 * (of other nodes, of the past, of busy moments) is fetched when it is due.
 */
class Relay {

    private final CommandTable table;
    private final CommandSender sender;
    private final Judge judge;
    private final Reconciliation reconciliation;
    private final OutcomeWriter outcomes;
    private final EngineWindow window;
    private final Alarm alarm;
    private final CommandSettings settings;
    private final InstantSource clock;
    private final Executor doubts;
    private final String node;
    private volatile Instant nextRelease = Instant.EPOCH;
    private volatile boolean more;

    Relay(
            CommandTable table,
            CommandSender sender,
            Judge judge,
            Reconciliation reconciliation,
            OutcomeWriter outcomes,
            EngineWindow window,
            Alarm alarm,
            CommandSettings settings,
            InstantSource clock,
            Executor doubts,
            String node) {
        this.table = table;
        this.sender = sender;
        this.judge = judge;
        this.reconciliation = reconciliation;
        this.outcomes = outcomes;
        this.window = window;
        this.alarm = alarm;
        this.settings = settings;
        this.clock = clock;
        this.doubts = doubts;
        this.node = node;
    }

    /** A lease for a command that is about to be handed over; null where it has to wait for its turn. */
    @Nullable
    Lease tryLease() {
        // those that wait in the outbox go first
        if (more || window.take(1) == 0) {
            more = true;
            return null;
        }
        return newLease();
    }

    /** Takes over a command that was leased by {@link #tryLease}; its transaction has committed. */
    void handOver(LeasedCommand leased) {
        send(leased);
    }

    /** The transaction of a leased command was rolled back. */
    void forget() {
        window.giveBack(1);
    }

    /** There is something to fetch. */
    void wake() {
        alarm.now();
    }

    /** Incidents were resolved: what was held for them may go on. */
    void releaseSoon() {
        nextRelease = Instant.EPOCH;
        alarm.now();
    }

    /** Waits until there may be something to do, at most for the poll interval. */
    void awaitWork() throws InterruptedException {
        var pause = window.pauseLeft();
        alarm.await(more && !pause.isZero() ? pause : settings.pollInterval());
    }

    /** Fetches and sends what is due, as long as there is something and the engine has room. */
    void sendDue() {
        releaseHeld();
        int places;
        while ((places = window.take(settings.maxInFlight())) > 0) {
            more = fetch(places) == places;
            if (!more) {
                return;
            }
        }
    }

    private void releaseHeld() {
        var now = clock.instant();
        if (!now.isBefore(nextRelease)) {
            nextRelease = now.plus(settings.pollInterval());
            table.release(now);
        }
    }

    private int fetch(int places) {
        var used = 0;
        try {
            var due = table.lease(places, clock.instant(), newLease(), settings.settleAfter());
            for (var leased : due) {
                used++;
                if (leased.inDoubt()) {
                    window.giveBack(1);
                    doubts.execute(() -> outcomes.add(new Judged(leased, reconciliation.of(leased))));
                } else {
                    send(leased);
                }
            }
            return due.size();
        } finally {
            window.giveBack(places - used);
        }
    }

    private void send(LeasedCommand leased) {
        try {
            sender.send(leased.command()).whenComplete((answer, error) -> answered(leased, answer, error));
        } catch (RuntimeException e) {
            answered(leased, null, e);
        }
    }

    private void answered(
            LeasedCommand leased,
            @Nullable EngineAnswer<Map<String, @Nullable Object>> answer,
            @Nullable Throwable error) {
        var known = answer != null
                ? answer
                : EngineAnswer.<Map<String, @Nullable Object>>failed(
                        new EngineFailure(Kind.UNKNOWN, true, String.valueOf(error)));
        if (known instanceof Failed<?>(var failure) && failure.kind().isTransient()) {
            window.overloaded();
        } else {
            window.answered();
        }
        outcomes.add(new Judged(leased, judge.of(leased, known)));
        if (more) {
            wake();
        }
    }

    private Lease newLease() {
        return new Lease(node, clock.instant().plus(settings.lease()));
    }
}
