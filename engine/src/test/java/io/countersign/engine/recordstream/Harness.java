package io.countersign.engine.recordstream;

import com.zaxxer.hikari.HikariDataSource;
import io.countersign.engine.EngineApplication;
import io.countersign.engine.TestDatabase;
import io.countersign.engine.definitions.ElementNames;
import io.countersign.engine.recordstream.Cursors.Cursor;
import io.countersign.engine.recordstream.ProjectionStep.Done;
import io.countersign.store.audit.AuditTrail;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.ComponentScan.Filter;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.FilterType;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.util.unit.DataSize;

/** The record stream of one node with all projections of the engine on a real database, and nothing else of the engine. */
final class Harness implements AutoCloseable {

    static final RecordStreamSettings SETTINGS = new RecordStreamSettings(
            true, Duration.ofMillis(500), 5000, DataSize.ofMegabytes(8), Duration.ofMillis(50));

    private static final byte[] LOOKUP_KEY = new byte[32];
    private static final AtomicInteger NODES = new AtomicInteger();

    final TestDatabase database;
    final JdbcTemplate jdbc;
    final Projections projections;
    final Cursors cursors;
    final ProjectionStep step;
    final DeadLetters deadLetters;
    final RecordStream stream;
    final AppliedRecords appliedRecords = new AppliedRecords();
    final List<Collection<String>> hints = new CopyOnWriteArrayList<>();
    final List<RecordsApplied> applied = new CopyOnWriteArrayList<>();

    private final HikariDataSource pool = new HikariDataSource();
    private final DedicatedConnections connections;
    private final TransactionTemplate transaction;

    @Configuration(proxyBeanMethods = false)
    @ComponentScan(
            basePackageClasses = EngineApplication.class,
            useDefaultFilters = false,
            includeFilters =
                    @Filter(
                            type = FilterType.ASSIGNABLE_TYPE,
                            classes = {Projection.class, ElementNames.class}))
    static class AllProjections {}

    Harness(TestDatabase database) {
        this(database, SETTINGS, UnaryOperator.identity());
    }

    Harness(TestDatabase database, RecordStreamSettings settings, UnaryOperator<List<Projection>> choice) {
        this.database = database;
        pool.setJdbcUrl(database.url());
        pool.setUsername(database.user());
        pool.setPassword(database.password());
        pool.setMaximumPoolSize(4);
        jdbc = new JdbcTemplate(pool);
        transaction = new TransactionTemplate(new JdbcTransactionManager(pool));
        projections = new Projections(choice.apply(allProjections()));
        cursors = new Cursors(jdbc, "node-" + NODES.incrementAndGet());
        deadLetters = new DeadLetters(jdbc);
        BatchApplier applier = new BatchApplier(
                projections,
                jdbc,
                transaction,
                cursors,
                new AuditTrail(pool, LOOKUP_KEY),
                deadLetters,
                hints::add,
                event -> {
                    applied.add(event);
                    appliedRecords.on(event);
                });
        step = new ProjectionStep(
                new RecordLog(jdbc, settings),
                cursors,
                applier,
                projections,
                new StreamMetrics(new SimpleMeterRegistry(), deadLetters));
        connections = new DedicatedConnections(details(database));
        stream = new RecordStream(connections, step, appliedRecords, settings);
    }

    private List<Projection> allProjections() {
        try (var context = new AnnotationConfigApplicationContext()) {
            context.registerBean(JdbcTemplate.class, () -> jdbc);
            context.register(AllProjections.class);
            context.refresh();
            return context.getBeanProvider(Projection.class).orderedStream().toList();
        }
    }

    /** The same, with so many records to a batch at most. */
    static RecordStreamSettings batchesOf(int records) {
        return new RecordStreamSettings(true, SETTINGS.poll(), records, SETTINGS.maxBatchSize(), SETTINGS.maxGather());
    }

    /** Takes in what the log holds of a partition, on this thread. */
    Cursor catchUp(int partitionId) {
        Cursor cursor = step.start(partitionId);
        for (Done done = step.from(partitionId, cursor, Mode.LIVE);
                done.cursor().position() > cursor.position();
                done = step.from(partitionId, cursor, Mode.LIVE)) {
            cursor = done.cursor();
        }
        return cursor;
    }

    void rebuild() {
        new ReadModelRebuild(connections, projections, step, jdbc, transaction).run(progress -> {});
    }

    Map<String, String> digest() {
        return new ReadModelDigest(projections, JdbcClient.create(jdbc)).take();
    }

    List<String> auditActions(String objectType, long key) {
        return jdbc.queryForList(
                "select action from audit_entry where object_type = ? and object_id = ? order by position, id",
                String.class,
                objectType,
                Long.toString(key));
    }

    Map<String, Object> row(String table, long key) {
        return jdbc.queryForMap("select * from " + table + " where key = ?", key);
    }

    @Override
    public void close() {
        stream.stop();
        pool.close();
    }

    private static JdbcConnectionDetails details(TestDatabase database) {
        return new JdbcConnectionDetails() {
            @Override
            public String getUsername() {
                return database.user();
            }

            @Override
            public String getPassword() {
                return database.password();
            }

            @Override
            public String getJdbcUrl() {
                return database.url();
            }
        };
    }
}
