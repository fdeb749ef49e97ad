package io.countersign.engine.deadlines;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.SchedulerClient;
import com.github.kagkarlsson.scheduler.task.helper.OneTimeTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.SmartLifecycle;
import org.springframework.jdbc.datasource.TransactionAwareDataSourceProxy;
import org.springframework.stereotype.Component;

/**
 * What is to happen when. It is kept in the database and done by one of the nodes, after a failure again; what was missed while no node ran
 * is done at the next start. That something is done only once, even where it is called twice, is up to {@link FireDeadline}.
 */
@Component
class Agenda implements SmartLifecycle {

    private static final Duration POLL = Duration.ofSeconds(5);
    private static final Duration RETRY = Duration.ofSeconds(30);
    private static final Duration STOP = Duration.ofSeconds(5);
    private static final int THREADS = 2;

    private final OneTimeTask<Void> deadline;
    private final OneTimeTask<Void> recalculation;
    private final DataSource database;
    private final SchedulerClient client;
    private final Clock clock;
    private volatile @Nullable Scheduler scheduler;

    /** The acts are asked for late, as they put down what comes next themselves. */
    Agenda(DataSource database, ObjectProvider<FireDeadline> fire, ObjectProvider<PlanDeadlines> plan, Clock clock) {
        deadline = Tasks.oneTime("deadline")
                .onFailure((complete, operations) ->
                        operations.reschedule(complete, clock.instant().plus(RETRY)))
                .execute((instance, context) -> fire(fire.getObject(), instance.getId()));
        recalculation = Tasks.oneTime("deadlines-recalculated")
                .onFailure((complete, operations) ->
                        operations.reschedule(complete, clock.instant().plus(RETRY)))
                .execute((instance, context) -> plan.getObject().again());
        // what is put down belongs to the running transaction
        this.database = new TransactionAwareDataSourceProxy(database);
        client = SchedulerClient.Builder.create(this.database, deadline, recalculation)
                .build();
        this.clock = clock;
    }

    private static void fire(FireDeadline fire, String instance) {
        String[] parts = instance.split(" ", -1);
        fire.fire(
                Kind.valueOf(parts[0].toUpperCase(Locale.ROOT)), Long.parseLong(parts[1]), Integer.parseInt(parts[2]));
    }

    /**
     * Moves it where it is there already.
     *
     * @param at null takes it away
     */
    void put(Kind kind, long taskKey, int number, @Nullable Instant at) {
        var instance = deadline.instance(kind.instance(taskKey, number));
        if (at == null) {
            if (client.getScheduledExecution(instance).isPresent()) {
                client.cancel(instance);
            }
        } else if (!client.scheduleIfNotExists(instance, at)) {
            client.reschedule(instance, at);
        }
    }

    void recalculate(Instant at) {
        client.scheduleIfNotExists(recalculation.instance(UUID.randomUUID().toString()), at);
    }

    /** A scheduler that was stopped does not start again. */
    @Override
    public void start() {
        Scheduler started = Scheduler.create(database, deadline, recalculation)
                .threads(THREADS)
                .pollingInterval(POLL)
                // what is broken off is rolled back and done at the next start
                .shutdownMaxWait(STOP)
                .clock(clock::instant)
                .build();
        scheduler = started;
        started.start();
    }

    @Override
    public void stop() {
        Scheduler started = scheduler;
        scheduler = null;
        if (started != null) {
            started.stop();
        }
    }

    @Override
    public boolean isRunning() {
        return scheduler != null;
    }
}
