package io.countersign.engine.tasks;

import io.countersign.engine.readmodel.Columns;
import io.countersign.engine.readmodel.OneAtATime;
import io.countersign.engine.web.Paging;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Who acts for whom, with what is over. */
@Repository
class Substitutions {

    private static final String SELECT = """
            select s.*, a.display_name as absent_name, b.display_name as substitute_name
            from substitution s join app_user a on a.username = s.absent join app_user b on b.username = s.substitute
            """;

    private final JdbcClient jdbc;

    Substitutions(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void insert(Substitution substitution) {
        jdbc.sql("""
                        insert into substitution (id, absent, substitute, starts_at, ends_at, process_ids, max_amount, created_by,
                            created_at)
                        values (?, ?, ?, ?, ?, ?, ?, ?, ?)
                        """)
                .params(Arrays.asList(
                        substitution.id(),
                        substitution.absent().username(),
                        substitution.substitute().username(),
                        Columns.parameter(substitution.startsAt()),
                        substitution.endsAt() == null ? null : Columns.parameter(substitution.endsAt()),
                        substitution.processIds().toArray(String[]::new),
                        substitution.maxAmount(),
                        substitution.createdBy(),
                        Columns.parameter(substitution.createdAt())))
                .update();
    }

    Optional<Substitution> lock(UUID id) {
        return jdbc.sql(SELECT + "where s.id = ? for update of s")
                .param(id)
                .query((row, number) -> read(row))
                .optional();
    }

    void end(UUID id, String by, Instant at) {
        jdbc.sql("update substitution set ended_by = ?, ended_at = ? where id = ?")
                .params(by, Columns.parameter(at), id)
                .update();
    }

    /** How many of somebody's are not over. One at a time is counted, so that the limit holds. */
    int countOpen(String absent, Instant now) {
        OneAtATime.of(jdbc, "substitution", absent);
        return jdbc.sql("""
                        select count(*) from substitution
                        where absent = ? and ended_at is null and (ends_at is null or ends_at > ?)
                        """)
                .params(absent, Columns.parameter(now))
                .query(Integer.class)
                .single();
    }

    /** Those in which somebody is absent or the substitute, the newest first. */
    List<Substitution> with(String username, Paging paging) {
        return page("(s.absent = ? or s.substitute = ?)", paging, username, username);
    }

    /** Those in which somebody is absent, the newest first. */
    List<Substitution> of(String absent, Paging paging) {
        return page("s.absent = ?", paging, absent);
    }

    private List<Substitution> page(String wanted, Paging paging, Object... parameters) {
        var statement = jdbc.sql(SELECT + "where " + wanted
                        + (paging.after() == null ? "" : " and (s.created_at, s.id) < (?, cast(? as uuid))")
                        + " order by s.created_at desc, s.id desc limit " + paging.fetch())
                .params(parameters);
        if (paging.after() != null) {
            statement = statement
                    .param(Columns.parameter(
                            Objects.requireNonNullElse(paging.after().time(0), Instant.EPOCH)))
                    .param(paging.after().text(1));
        }
        return statement.query((row, number) -> read(row)).list();
    }

    /** Whose substitute somebody is at a moment, for whatever task. */
    List<Person> absentNow(String substitute, Instant now) {
        return jdbc.sql(
                        "select distinct a.username, a.display_name from (values (cast(? as timestamptz))) as given (now)"
                                + " join substitution s on s.substitute = ? join app_user a on a.username = s.absent where "
                                + Cover.ACTIVE + " order by a.display_name, a.username")
                .params(Columns.parameter(now), substitute)
                .query((row, number) -> new Person(row.getString("username"), row.getString("display_name")))
                .list();
    }

    /** Whose substitute somebody is for a task at a moment, by user name. */
    List<String> absentFor(String substitute, long taskKey, Instant now) {
        return jdbc.sql("select distinct s.absent from (values (cast(? as timestamptz))) as given (now)"
                        + " join substitution s on s.substitute = ? join task t on t.key = ? where " + Cover.ACTIVE
                        + " and " + Cover.OF_TASK + " order by s.absent")
                .params(Columns.parameter(now), substitute, taskKey)
                .query(String.class)
                .list();
    }

    private static Substitution read(ResultSet row) throws SQLException {
        return new Substitution(
                row.getObject("id", UUID.class),
                person(row, "absent"),
                person(row, "substitute"),
                time(row, "starts_at"),
                Columns.time(row, "ends_at"),
                Columns.texts(row, "process_ids"),
                row.getBigDecimal("max_amount"),
                row.getString("created_by"),
                time(row, "created_at"),
                row.getString("ended_by"),
                Columns.time(row, "ended_at"));
    }

    private static Person person(ResultSet row, String role) throws SQLException {
        return new Person(row.getString(role), row.getString(role + "_name"));
    }

    private static Instant time(ResultSet row, String column) throws SQLException {
        return Objects.requireNonNull(Columns.time(row, column));
    }
}
