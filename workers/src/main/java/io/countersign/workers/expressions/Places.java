package io.countersign.workers.expressions;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Where expressions are evaluated, each on a thread of its own that is told to end when it takes too long. Not every evaluation can be
 * ended, so each expression has its place, with one thread at most: tried again, it finds itself there and starts no other thread.
 */
final class Places {

    private static final int MANY = 16;

    /** For those that end in time, one after the other. */
    private static final Duration QUEUE = Duration.ofSeconds(10);

    private final Duration patience;
    private final Place[] places = new Place[MANY];
    private final AtomicInteger running = new AtomicInteger();

    /** @param patience how long an evaluation may take */
    Places(Duration patience) {
        this.patience = patience;
        for (int i = 0; i < MANY; i++) {
            places[i] = new Place();
        }
    }

    private static final class Place {
        final Semaphore free = new Semaphore(1);
        volatile @Nullable Occupant occupant;
    }

    private static final class Occupant {
        final String expression;
        volatile boolean overdue;

        Occupant(String expression) {
            this.expression = expression;
        }
    }

    <T> T run(String expression, Callable<T> evaluation) throws UnfitModel {
        Place place = places[Math.floorMod(expression.hashCode(), MANY)];
        try {
            enter(place);
            Occupant occupant = new Occupant(expression);
            place.occupant = occupant;
            return await(place, occupant, new FutureTask<>(evaluation));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            // no fault of the model's: the job is tried again
            throw new IllegalStateException("the workers are stopping", e);
        }
    }

    private static void enter(Place place) throws UnfitModel, InterruptedException {
        Occupant there = place.occupant;
        if (there != null && there.overdue) {
            throw new UnfitModel("The expression " + cut(there.expression)
                    + " took too long and still runs: correct its model and start the workers again");
        }
        if (!place.free.tryAcquire(QUEUE.toMillis(), TimeUnit.MILLISECONDS)) {
            throw new IllegalStateException("expressions wait for each other for more than " + QUEUE);
        }
    }

    /** Threads that evaluate now, those among them that nobody waits for any more. */
    int running() {
        return running.get();
    }

    private <T> T await(Place place, Occupant occupant, FutureTask<T> task) throws UnfitModel, InterruptedException {
        running.incrementAndGet();
        Thread.ofPlatform().daemon().name("feel").start(() -> {
            try {
                task.run();
            } finally {
                running.decrementAndGet();
                place.occupant = null;
                place.free.release();
            }
        });
        try {
            return task.get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            occupant.overdue = true;
            task.cancel(true);
            throw unfit(
                    "The expression " + cut(occupant.expression) + " takes longer than " + patience.toMillis()
                            + " ms: correct the model",
                    e);
        } catch (ExecutionException e) {
            throw unfit("The expression " + cut(occupant.expression) + " can't be evaluated: correct the model", e);
        }
    }

    private static UnfitModel unfit(String message, Exception cause) {
        UnfitModel unfit = new UnfitModel(message);
        unfit.initCause(cause);
        return unfit;
    }

    static String cut(String text) {
        return text.length() <= 200 ? text : text.substring(0, 200) + "…";
    }
}
