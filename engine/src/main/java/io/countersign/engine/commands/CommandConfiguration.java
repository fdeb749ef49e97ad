package io.countersign.engine.commands;

import io.countersign.engine.processengine.ProcessEngine;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.random.RandomGenerator;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;

/** Wires the relay: what belongs together is made here, the rest of Countersign sees {@link EngineCommands}. */
@Configuration(proxyBeanMethods = false)
class CommandConfiguration {

    private static final int DOUBT_THREADS = 2;

    private final String node = UUID.randomUUID().toString();
    private final Waiting waiting = new Waiting();

    @Bean
    EngineWindow engineWindow(CommandSettings settings, Clock clock) {
        return new EngineWindow(settings.maxInFlight(), clock);
    }

    @Bean
    Alarm relayAlarm(Clock clock) {
        return new Alarm(clock);
    }

    @Bean
    Backoff commandBackoff(CommandSettings settings, Clock clock) {
        return new Backoff(settings.minBackoff(), settings.maxBackoff(), clock, RandomGenerator.getDefault());
    }

    @Bean
    CaughtUp caughtUp(ProcessEngine engine, JdbcClient jdbc, Clock clock) {
        return new CaughtUp(new Markers(engine, jdbc), clock);
    }

    @Bean
    CommandMetrics commandMetrics(MeterRegistry registry) {
        return new CommandMetrics(registry);
    }

    @Bean
    OutcomeWriter outcomeWriter(
            OutcomeTable table,
            ObjectProvider<CommandFinished> listeners,
            CommandMetrics metrics,
            Alarm alarm,
            PlatformTransactionManager transactions,
            Clock clock) {
        return new OutcomeWriter(
                table,
                () -> listeners.orderedStream().toList(),
                metrics,
                waiting,
                alarm,
                new TransactionTemplate(transactions),
                clock,
                node);
    }

    @Bean
    ExecutorService commandDoubts() {
        return Executors.newFixedThreadPool(
                DOUBT_THREADS,
                Thread.ofPlatform().name("command-doubts-", 0).daemon().factory());
    }

    @Bean
    Relay relay(
            CommandTable table,
            ProcessEngine engine,
            JsonMapper json,
            ReadModel readModel,
            CaughtUp caughtUp,
            Backoff backoff,
            OutcomeWriter outcomes,
            EngineWindow window,
            Alarm alarm,
            CommandSettings settings,
            ExecutorService commandDoubts,
            Clock clock) {
        return new Relay(
                table,
                new CommandSender(engine, json),
                new Judge(settings, backoff, clock),
                new Reconciliation(readModel, caughtUp, backoff, clock),
                outcomes,
                window,
                alarm,
                settings,
                clock,
                commandDoubts,
                node);
    }

    @Bean
    RelayThreads relayThreads(Relay relay, OutcomeWriter outcomes, EngineWindow window) {
        return new RelayThreads(relay, outcomes, window);
    }

    @Bean
    OutboxCommands engineCommands(CommandTable table, CommandStatuses statuses, Relay relay, Clock clock) {
        return new OutboxCommands(table, statuses, relay, waiting, clock);
    }
}
