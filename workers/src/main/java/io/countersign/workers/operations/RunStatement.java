package io.countersign.workers.operations;

import io.countersign.processes.WorkerVariables;
import io.countersign.workers.expressions.MapResult;
import io.countersign.workers.expressions.Mapping;
import io.countersign.workers.expressions.UnfitModel;
import io.countersign.workers.jobs.Job;
import io.countersign.workers.jobs.JobResult;
import io.countersign.workers.jobs.JobResult.BusinessError;
import io.countersign.workers.jobs.JobResult.Completed;
import io.countersign.workers.jobs.JobResult.GiveUp;
import io.countersign.workers.jobs.JobResult.RetryLater;
import io.countersign.workers.operations.DataSources.Source;
import io.countersign.workers.operations.Gate.Entry;
import io.countersign.workers.secrets.SecretReferences.SecretMissing;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/**
 * Runs a model's statement in a transaction of its own, and writes down what came of it. It is committed only where the job is done with
 * it: what is an error to the model changes nothing.
 */
@Component
class RunStatement {

    private static final Logger LOG = LoggerFactory.getLogger(RunStatement.class);
    private static final JsonMapper JSON = new JsonMapper();
    private static final int FETCHED_AT_ONCE = 200;
    private static final int LONGEST_SHOWN = 1_000;

    private final DataSources dataSources;
    private final MapResult mapResult;
    private final Executions executions;
    private final Clock clock;

    RunStatement(DataSources dataSources, MapResult mapResult, Executions executions, Clock clock) {
        this.dataSources = dataSources;
        this.mapResult = mapResult;
        this.executions = executions;
        this.clock = clock;
    }

    /** All that belongs to one try. */
    private record Try(
            Job job, SqlKind kind, Source source, SqlInputs inputs, SqlStatement statement, Mapping mapping) {

        boolean readOnly() {
            return kind == SqlKind.QUERY;
        }
    }

    /** @param found null where the database gave nothing */
    private record Ended(JobResult result, @Nullable Map<String, @Nullable Object> found) {}

    JobResult query(Job job, SqlInputs inputs) {
        return run(job, inputs, SqlKind.QUERY);
    }

    JobResult update(Job job, SqlInputs inputs) {
        return run(job, inputs, SqlKind.UPDATE);
    }

    private JobResult run(Job job, SqlInputs inputs, SqlKind kind) {
        try {
            Source source = source(job, kind);
            SqlStatement statement = SqlStatement.of(
                    job.headers().get("statement"), kind, SqlParameters.of(job.key(), inputs.parameters()));
            Mapping mapping = Mapping.of(job, kind.result());
            Masks masks = new Masks();
            masks.add(source.login().hidden());
            return run(new Try(job, kind, source, inputs, statement, mapping), masks);
        } catch (UnfitModel e) {
            return new GiveUp(e.getMessage() + ", then retry.");
        } catch (SecretMissing e) {
            return new GiveUp("There is no secret '" + e.name() + "': an administrator adds it to the workers'"
                    + " environment or folder of secrets, then retry.");
        }
    }

    private Source source(Job job, SqlKind kind) throws UnfitModel {
        String name = job.headers().getOrDefault("dataSource", "").strip();
        Optional<Source> source = dataSources.find(name);
        if (source.isEmpty()) {
            throw new UnfitModel("The data source '" + name + "' of the task's header 'dataSource' is not there: an"
                    + " administrator adds it under countersign.operations.data-sources (there are: "
                    + dataSources.names() + ")");
        }
        if (kind == SqlKind.UPDATE && !source.get().settings().write()) {
            throw new UnfitModel("The data source '" + name + "' is for reading only: an administrator sets"
                    + " countersign.operations.data-sources." + name + ".write if models may change it");
        }
        return source.get();
    }

    private JobResult run(Try one, Masks masks) {
        Job job = one.job();
        Gate gate = one.source().gate();
        if (gate.enter(job) instanceof Entry.Shut(var why, var wait, var givenBack)) {
            return new RetryLater(why, wait, false, givenBack);
        }
        Instant startedAt = clock.instant();
        Ended ended;
        boolean healthy = false;
        try {
            ended = execute(one);
            healthy = true;
        } catch (UnfitModel e) {
            healthy = true;
            ended = new Ended(new GiveUp(e.getMessage() + ", then retry."), null);
        } catch (SQLException e) {
            SqlTrouble trouble = SqlTrouble.of(e);
            healthy = trouble.kind() != SqlTrouble.Kind.AWAY;
            String message = masks.mask(trouble.message());
            // without the exception itself, which may quote what is nobody's business
            LOG.warn("{} failed in {}: {} {}", one.kind(), one.source().name(), trouble.state(), message);
            ended = new Ended(failed(one, new SqlTrouble(trouble.kind(), trouble.state(), message)), null);
        } finally {
            gate.left(job, Duration.between(startedAt, clock.instant()), healthy);
        }
        JobResult result = ended.result() instanceof RetryLater later ? again(job, gate, later) : ended.result();
        executions.record(job, execution(one, masks, result, ended.found(), startedAt));
        return result;
    }

    /** Whoever could not be asked, or what could not be done now, is asked again; only the latter uses up a try. */
    private static JobResult again(Job job, Gate gate, RetryLater later) {
        return later.counts()
                ? new RetryLater(later.message(), gate.again(job, later.after()), true, later.givenBack())
                : new RetryLater(later.message(), gate.untilTried(), false, gate.giveBack(job));
    }

    private Ended execute(Try one) throws SQLException, UnfitModel {
        DataSourceSettings.Source settings = one.source().settings();
        try (Connection connection = one.source().connections().getConnection()) {
            connection.setReadOnly(one.readOnly());
            try (PreparedStatement prepared =
                    connection.prepareStatement(one.statement().sql())) {
                // the database's own limit comes first; this one is for what stands between
                prepared.setQueryTimeout((int) settings.timeout().plusSeconds(1).toSeconds());
                prepared.setMaxRows(settings.maxRows() + 1);
                prepared.setFetchSize(FETCHED_AT_ONCE);
                one.statement().bind(prepared);
                Map<String, @Nullable Object> found = found(prepared, prepared.execute(), settings);
                JobResult result = result(one, found);
                if (result instanceof Completed && !one.readOnly()) {
                    connection.commit();
                } else {
                    connection.rollback();
                }
                return new Ended(result, found);
            }
        }
    }

    private static Map<String, @Nullable Object> found(
            PreparedStatement prepared, boolean hasRows, DataSourceSettings.Source settings)
            throws SQLException, UnfitModel {
        Map<String, @Nullable Object> found = new LinkedHashMap<>();
        if (!hasRows) {
            found.put(WorkerVariables.COUNT, Math.max(0, prepared.getLargeUpdateCount()));
            found.put(WorkerVariables.ROWS, List.of());
            return found;
        }
        try (ResultSet rows = prepared.getResultSet()) {
            List<Map<String, @Nullable Object>> all = new ReadRows(settings).of(rows);
            found.put(WorkerVariables.COUNT, all.size());
            found.put(WorkerVariables.ROWS, all);
            return found;
        }
    }

    private JobResult result(Try one, Map<String, @Nullable Object> found) throws UnfitModel {
        Optional<JobResult> said = mapResult.error(one.job(), one.mapping(), found, null);
        if (said.isPresent()) {
            return said.get();
        }
        Map<String, Object> variables = new HashMap<>(
                mapResult.completed(one.job(), one.mapping(), found).variables());
        if (one.mapping().variable() != null) {
            variables.replace(
                    one.mapping().variable(), found, found.get(one.kind().result()));
        }
        return new Completed(variables);
    }

    private JobResult failed(Try one, SqlTrouble trouble) {
        String name = one.source().name();
        if (trouble.kind() == SqlTrouble.Kind.AWAY) {
            return RetryLater.uncounted("No answer from " + name + ": " + trouble.message() + ".");
        }
        try {
            Optional<JobResult> said = mapResult.error(one.job(), one.mapping(), Map.of(), error(trouble));
            return said.orElseGet(() -> unmapped(one, trouble));
        } catch (UnfitModel e) {
            return new GiveUp(e.getMessage() + ", then retry.");
        }
    }

    private static JobResult unmapped(Try one, SqlTrouble trouble) {
        Map<String, String> errors = one.inputs().errors();
        String code =
                errors.getOrDefault(trouble.state(), errors.get(trouble.state().substring(0, 2)));
        if (code != null) {
            Map<String, @Nullable Object> error = error(trouble);
            error.put("code", code);
            return new BusinessError(code, trouble.message(), Map.of(WorkerVariables.OPERATION_ERROR, error));
        }
        String name = one.source().name();
        String said = name + " says: " + trouble.message() + " (SQLSTATE " + trouble.state() + ").";
        return switch (trouble.kind()) {
            case NOT_LET_IN ->
                new GiveUp(said + " An administrator mends url, username or password of"
                        + " countersign.operations.data-sources." + name + ", then retry.");
            case TOO_LONG ->
                new GiveUp("The rows from " + name + " are too long to be read: ask for less, then retry.");
            case PASSING, AWAY -> new RetryLater(said, one.mapping().again(), true);
            case LASTING ->
                new GiveUp(said + " Correct the statement, its parameters, or what the user of the data source may do,"
                        + " then retry; or map " + trouble.state() + " to an error code that the model catches.");
        };
    }

    private static Map<String, @Nullable Object> error(SqlTrouble trouble) {
        Map<String, @Nullable Object> error = new HashMap<>();
        error.put("code", trouble.state());
        error.put("sqlState", trouble.state());
        error.put("message", trouble.message());
        return error;
    }

    private Execution execution(
            Try one, Masks masks, JobResult result, @Nullable Map<String, @Nullable Object> found, Instant startedAt) {
        boolean all = one.source().settings().recordExchanges();
        Map<String, ?> parameters = one.inputs().parameters();
        Object said = all ? parameters : parameters.keySet();
        Map<String, @Nullable Object> heard = found == null ? null : new LinkedHashMap<>(found);
        if (heard != null && !all) {
            heard.remove(WorkerVariables.ROWS);
        }
        return new Execution(
                one.source().name(),
                one.kind().name(),
                masks.mask(shown(one.job().headers().get("statement"))),
                null,
                result,
                masks.mask(JSON.writeValueAsString(Map.of("parameters", said))),
                heard == null ? null : masks.mask(JSON.writeValueAsString(heard)),
                startedAt,
                clock.instant());
    }

    private static String shown(@Nullable String statement) {
        String line = statement == null ? "" : statement.strip().replaceAll("\\s+", " ");
        return line.length() <= LONGEST_SHOWN ? line : line.substring(0, LONGEST_SHOWN) + "…";
    }
}
