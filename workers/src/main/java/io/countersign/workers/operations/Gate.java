package io.countersign.workers.operations;

import io.countersign.workers.jobs.Backoff;
import io.countersign.workers.jobs.Job;
import io.countersign.workers.jobs.Pause;
import io.countersign.workers.jobs.Reached;
import io.countersign.workers.jobs.Reached.State;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig.SlidingWindowType;
import io.github.resilience4j.ratelimiter.RateLimiter;
import io.github.resilience4j.ratelimiter.RateLimiterConfig;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Lets calls through to one system: not more at once and not faster than it may be asked, and none while it is broken down. Whoever isn't
 * let through goes back to the engine with all its tries and comes again when it is likely to be.
 */
final class Gate {

    /** How long a call may wait on its thread: it holds one of the worker's places meanwhile, which another target's job could use. */
    private static final Duration PATIENCE = Duration.ofMillis(500);

    private static final long FIRST_GUESS = TimeUnit.MILLISECONDS.toNanos(100);

    private final String target;
    private final Limits settings;
    private final CircuitBreaker breaker;
    private final Semaphore places;
    private final @Nullable RateLimiter rate;
    private final Backoff tries;
    private final Turns turns = new Turns();
    private final UsedTries used = new UsedTries();
    private final AtomicInteger waiting = new AtomicInteger();
    private final AtomicLong usualNanos = new AtomicLong(FIRST_GUESS);
    private final RandomGenerator random;
    private final Pause pause;
    private final Clock clock;
    private volatile @Nullable Instant openUntil;

    /** What came of asking to be let through. */
    sealed interface Entry {

        /** Go on, and say {@link Gate#left} afterwards, whatever happens. */
        record Open() implements Entry {}

        /**
         * @param after when it is worth coming again
         * @param givenBack tries that the job used up on a target that, as it turned out, was broken down
         */
        record Shut(String why, Duration after, int givenBack) implements Entry {}
    }

    Gate(String target, Limits settings, Clock clock, Pause pause, RandomGenerator random) {
        this.target = target;
        this.settings = settings;
        this.clock = clock;
        this.pause = pause;
        this.random = random;
        this.places = new Semaphore(settings.maxConcurrent(), true);
        this.rate = settings.rate() == null ? null : limiter(target, settings.rate());
        this.tries = new Backoff(settings.retry().first(), settings.retry().longest(), random);
        this.breaker = CircuitBreaker.of(target, config(settings.breaker(), clock));
        breaker.getEventPublisher()
                .onStateTransition(event ->
                        openUntil = switch (event.getStateTransition().getToState()) {
                            case OPEN, FORCED_OPEN ->
                                clock.instant().plus(settings.breaker().openFor());
                            default -> null;
                        });
    }

    private static CircuitBreakerConfig config(OperationSettings.Breaker breaker, Clock clock) {
        return CircuitBreakerConfig.custom()
                .clock(clock)
                .failureRateThreshold(breaker.failureRate())
                .slidingWindowType(SlidingWindowType.COUNT_BASED)
                .slidingWindowSize(breaker.window())
                .minimumNumberOfCalls(Math.min(breaker.minimum(), breaker.window()))
                .waitDurationInOpenState(breaker.openFor())
                .permittedNumberOfCallsInHalfOpenState(breaker.probes())
                .build();
    }

    private static RateLimiter limiter(String target, int perSecond) {
        // many short periods: a second's calls needn't all begin at its start
        int together = Math.max(1, perSecond / 20);
        return RateLimiter.of(
                target,
                RateLimiterConfig.custom()
                        .limitForPeriod(together)
                        .limitRefreshPeriod(Duration.ofSeconds(together).dividedBy(perSecond))
                        .timeoutDuration(PATIENCE)
                        .build());
    }

    Entry enter(Job job) {
        if (state() == State.OPEN) {
            return broken(job);
        }
        if (!takePlace()) {
            return new Entry.Shut(
                    target + " has as many calls as it may have at once.", turns.next(clock.instant(), apart()), 0);
        }
        if (!keepsRate()) {
            places.release();
            return new Entry.Shut(
                    target + " has as many calls in a second as it may have.",
                    turns.next(clock.instant(), Duration.ofSeconds(1).dividedBy(rateOf())),
                    0);
        }
        if (!breaker.tryAcquirePermission()) {
            places.release();
            return broken(job);
        }
        return new Entry.Open();
    }

    /** @param healthy false where the end of the call tells of trouble at the target, not of a request that was wrong */
    void left(Job job, Duration took, boolean healthy) {
        places.release();
        usualNanos.accumulateAndGet(took.toNanos(), (usual, latest) -> (usual * 7 + latest) / 8);
        if (healthy) {
            used.forget(job.key());
            breaker.onSuccess(took.toNanos(), TimeUnit.NANOSECONDS);
        } else {
            breaker.onError(took.toNanos(), TimeUnit.NANOSECONDS, new TargetUnwell());
        }
    }

    /**
     * Whether a call that failed over the target's health uses up a try. One that finds out that the target is broken down does not;
     * neither, in the end, do those before: their tries are given back.
     */
    boolean usesUpATry(Job job) {
        if (state() != State.CLOSED) {
            return false;
        }
        used.add(job.key());
        return true;
    }

    /** @return how many tries the job used up on a target that was broken down, once */
    int giveBack(Job job) {
        return used.giveBack(job.key());
    }

    /** @param asked by the target; null: it didn't say */
    Duration again(Job job, @Nullable Duration asked) {
        Duration wait = asked == null ? tries.after(Math.max(0, 6 - job.tries())) : asked;
        Duration longest = settings.retry().longest();
        return wait.compareTo(longest) > 0 ? longest : wait;
    }

    /** Until the target is tried again, and a little longer, so that not all of them come back at that moment. */
    Duration untilTried() {
        Instant until = openUntil;
        Duration openFor = settings.breaker().openFor();
        Duration left = until == null ? Duration.ZERO : Duration.between(clock.instant(), until);
        Duration spread = openFor.dividedBy(2);
        return (left.isNegative() ? Duration.ZERO : left)
                .plusMillis(1 + Math.round(random.nextDouble() * spread.toMillis()));
    }

    Reached reached() {
        State state = state();
        return new Reached(
                target,
                state,
                settings.maxConcurrent() - places.availablePermits(),
                settings.maxConcurrent(),
                waiting.get(),
                state == State.OPEN ? openUntil : null);
    }

    /** Open only for as long as nobody may try: the breaker itself notices with the next call. */
    private State state() {
        Instant until = openUntil;
        return switch (breaker.getState()) {
            case OPEN, FORCED_OPEN -> until != null && clock.instant().isAfter(until) ? State.HALF_OPEN : State.OPEN;
            case HALF_OPEN -> State.HALF_OPEN;
            default -> State.CLOSED;
        };
    }

    private Entry broken(Job job) {
        boolean open = state() == State.OPEN;
        return new Entry.Shut(
                target
                        + (open
                                ? " is broken down and is left alone for a while."
                                : " is being tried with a few calls."),
                open ? untilTried() : turns.next(clock.instant(), apart()),
                giveBack(job));
    }

    private boolean takePlace() {
        if (places.tryAcquire()) {
            return true;
        }
        if (waiting.incrementAndGet() > settings.maxWaiting()) {
            waiting.decrementAndGet();
            return false;
        }
        try {
            return places.tryAcquire(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } finally {
            waiting.decrementAndGet();
        }
    }

    private boolean keepsRate() {
        if (rate == null) {
            return true;
        }
        long nanos = rate.reservePermission();
        return nanos == 0 || (nanos > 0 && pause.lasted(Duration.ofNanos(nanos)));
    }

    private int rateOf() {
        Integer perSecond = settings.rate();
        return perSecond == null ? 1 : perSecond;
    }

    /** How fast places become free, as far as is known. */
    private Duration apart() {
        return Duration.ofNanos(Math.max(1, usualNanos.get() / settings.maxConcurrent()));
    }

    /** What the breaker counts; nobody catches it. */
    private static final class TargetUnwell extends Exception {
        TargetUnwell() {
            super(null, null, false, false);
        }
    }
}
