package io.countersign.engine.commands;

import io.countersign.engine.MutableClock;
import io.countersign.engine.TestDatabase;
import io.countersign.engine.processengine.FakeEngine;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.random.RandomGenerator;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;

/** A relay on a real database and a fake engine, in which nothing happens by itself: {@link #turn} does one round. */
class RelayFixture {

    final MutableClock clock;
    final FakeEngine engine;
    final TestDatabase database;
    final JdbcClient jdbc;
    final JdbcClient owner;
    final TransactionTemplate transaction;
    final OutboxCommands commands;
    final CommandStatuses statuses;
    final EngineWindow window;
    final List<CommandFinished.Finished> finished = new ArrayList<>();
    final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
    private final Relay relay;
    private final OutcomeWriter outcomes;

    RelayFixture() {
        this(TestDatabase.create(), new MutableClock(), new FakeEngine(2));
    }

    private RelayFixture(TestDatabase database, MutableClock clock, FakeEngine engine) {
        this.database = database;
        this.clock = clock;
        this.engine = engine;
        var app = database.app();
        jdbc = JdbcClient.create(app);
        owner = JdbcClient.create(database.owner());
        transaction = new TransactionTemplate(new JdbcTransactionManager(app));
        var json = JsonMapper.shared();
        var settings = Settings.any();
        var node = UUID.randomUUID().toString();
        var waiting = new Waiting();
        var alarm = new Alarm(clock);
        var backoff = new Backoff(settings.minBackoff(), settings.maxBackoff(), clock, RandomGenerator.getDefault());
        var table = new CommandTable(jdbc, json);
        statuses = new CommandStatuses(jdbc, json);
        window = new EngineWindow(settings.maxInFlight(), clock);
        window.open();
        outcomes = new OutcomeWriter(
                new OutcomeTable(jdbc, json),
                () -> List.of(finished::addAll),
                new CommandMetrics(metrics),
                waiting,
                alarm,
                transaction,
                clock,
                node);
        relay = new Relay(
                table,
                new CommandSender(engine, json),
                new Judge(settings, backoff, clock),
                new Reconciliation(new ReadModel(jdbc), new CaughtUp(new Markers(engine, jdbc), clock), backoff, clock),
                outcomes,
                window,
                alarm,
                settings,
                clock,
                Runnable::run,
                node);
        commands = new OutboxCommands(table, statuses, relay, waiting, clock);
    }

    /** Another engine node on the same database, with the same engine. */
    RelayFixture otherNode() {
        return new RelayFixture(database, clock, engine);
    }

    /** Submits and sends; the outcome is not written before {@link #turn}. */
    long submit(EngineCommand command) {
        var id = transaction.execute(status -> commands.submit(command, "request-1"));
        return id == null ? -1 : id;
    }

    /** Submits what is not to be sent before that time has passed. */
    long submitIn(Duration time, EngineCommand command) {
        var id = transaction.execute(
                status -> commands.submit(command, "request-1", clock.instant().plus(time)));
        return id == null ? -1 : id;
    }

    boolean withdraw(long taskKey) {
        return Boolean.TRUE.equals(transaction.execute(status -> commands.withdrawCompletion(taskKey)));
    }

    /** Sends what is due and writes what was answered. */
    void turn() {
        relay.sendDue();
        write();
    }

    void write() {
        try {
            while (!outcomes.isIdle()) {
                outcomes.writeNext(Duration.ofMillis(1));
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    void turnAfter(Duration time) {
        clock.pass(time);
        turn();
    }

    CommandStatus status(long id) {
        return statuses.find(id).orElseThrow();
    }
}
