package io.countersign.engine.recordstream;

import io.countersign.engine.web.Hints;
import io.countersign.store.audit.AuditTrail;
import io.micrometer.core.instrument.MeterRegistry;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Clock;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

@Configuration(proxyBeanMethods = false)
class RecordStreamConfiguration {

    @Bean
    DedicatedConnections dedicatedConnections(JdbcConnectionDetails database) {
        return new DedicatedConnections(database);
    }

    @Bean
    Projections projections(ObjectProvider<Projection> projections) {
        return new Projections(projections.orderedStream().toList());
    }

    @Bean
    DeadLetters deadLetters(JdbcTemplate jdbc) {
        return new DeadLetters(jdbc);
    }

    @Bean
    ProjectionStep projectionStep(
            Projections projections,
            JdbcTemplate jdbc,
            PlatformTransactionManager transactions,
            AuditTrail audit,
            DeadLetters deadLetters,
            Hints hints,
            ApplicationEventPublisher events,
            MeterRegistry meters,
            RecordStreamSettings settings) {
        Cursors cursors = new Cursors(jdbc, node());
        BatchApplier applier = new BatchApplier(
                projections,
                jdbc,
                new TransactionTemplate(transactions),
                cursors,
                audit,
                deadLetters,
                hints::send,
                events::publishEvent);
        return new ProjectionStep(
                new RecordLog(jdbc, settings), cursors, applier, projections, new StreamMetrics(meters, deadLetters));
    }

    @Bean
    RecordStream recordStream(
            DedicatedConnections connections,
            ProjectionStep step,
            AppliedRecords applied,
            RecordStreamSettings settings) {
        return new RecordStream(connections, step, applied, settings);
    }

    @Bean
    ReadModelRebuild readModelRebuild(
            DedicatedConnections connections,
            Projections projections,
            ProjectionStep step,
            JdbcTemplate jdbc,
            PlatformTransactionManager transactions) {
        return new ReadModelRebuild(connections, projections, step, jdbc, new TransactionTemplate(transactions));
    }

    @Bean
    RebuildAtStart rebuildAtStart(ReadModelRebuild rebuild) {
        return new RebuildAtStart(rebuild);
    }

    @Bean
    RecordLogRetention recordLogRetention(
            JdbcTemplate jdbc, PlatformTransactionManager transactions, RecordLogSettings settings, Clock clock) {
        return new RecordLogRetention(jdbc, new TransactionTemplate(transactions), settings, clock);
    }

    @Bean
    RecordStreamHealth recordStreamHealthIndicator(RecordStream stream, RecordStreamStatus status) {
        return new RecordStreamHealth(stream, status);
    }

    @Bean
    ExporterHealth exporterHealthIndicator(RecordStreamStatus status) {
        return new ExporterHealth(status);
    }

    @Bean
    LagMetrics lagMetrics(RecordStreamStatus status, JdbcClient jdbc, Clock clock, MeterRegistry registry) {
        return new LagMetrics(status, jdbc, clock, registry);
    }

    static String node() {
        String host;
        try {
            host = InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            host = "localhost";
        }
        return host + ":" + ProcessHandle.current().pid();
    }
}
