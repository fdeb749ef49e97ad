package io.countersign.engine.conversation;

import io.countersign.engine.conversation.Question.State;
import io.countersign.engine.readmodel.Columns;
import io.countersign.engine.tasks.Person;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The questions in the database. People come with their user names only. */
@Repository
class Questions {

    /** A question that nobody answered is of no use once its task is closed. */
    private static final String SELECT = """
            select q.*, task_is_open.yes as task_open
            from task_question q
                cross join lateral (select exists (select from task t where t.key = q.task_key and t.state = 'OPEN')
                    and not exists (select from task_decision d where d.task_key = q.task_key and d.conclusive) as yes) task_is_open
            """;

    private final JdbcClient jdbc;

    /** A question with the request that it belongs to. */
    record Stored(long rootKey, Question question) {}

    Questions(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void insert(long rootKey, Question question) {
        jdbc.sql("""
                        insert into task_question (id, process_instance_key, task_key, asked_by, asked_of, text, asked_at)
                        values (?, ?, ?, ?, ?, ?, ?)
                        """)
                .params(
                        UUID.fromString(question.questionId()),
                        rootKey,
                        Long.parseLong(question.taskKey()),
                        question.askedBy().username(),
                        question.askedOf().username(),
                        question.text(),
                        Columns.parameter(question.askedAt()))
                .update();
    }

    Optional<Stored> find(UUID id) {
        return jdbc.sql(SELECT + "where q.id = ?")
                .param(id)
                .query((row, number) -> read(row))
                .optional();
    }

    /** The one that waits for its answer, where there is one. */
    Optional<Question> openOf(long taskKey) {
        return jdbc.sql(SELECT + "where q.task_key = ? and q.answered_at is null and q.taken_back_at is null")
                .param(taskKey)
                .query((row, number) -> read(row).question())
                .optional();
    }

    void answer(UUID id, String text, Instant at) {
        jdbc.sql("update task_question set answer = ?, answered_at = ? where id = ?")
                .params(text, Columns.parameter(at), id)
                .update();
    }

    void takeBack(UUID id, Instant at) {
        jdbc.sql("update task_question set taken_back_at = ? where id = ?")
                .params(Columns.parameter(at), id)
                .update();
    }

    /** The latest of a request, the oldest of them first. */
    List<Question> latest(long rootKey, int limit) {
        return jdbc.sql("select * from (" + SELECT
                        + "where q.process_instance_key = ? order by q.asked_at desc, q.id desc limit ?) latest"
                        + " order by asked_at, id")
                .params(rootKey, limit)
                .query((row, number) -> read(row).question())
                .list();
    }

    /** Those that wait for their answer, the oldest first. */
    List<Stored> openOfRequests(Collection<Long> rootKeys) {
        return jdbc.sql(SELECT + """
                        where q.process_instance_key = any (?) and q.answered_at is null and q.taken_back_at is null
                            and task_is_open.yes
                        order by q.asked_at, q.id
                        """)
                .param(rootKeys.toArray(Long[]::new))
                .query((row, number) -> read(row))
                .list();
    }

    private static Stored read(ResultSet row) throws SQLException {
        Instant answered = Columns.time(row, "answered_at");
        State state = answered != null
                ? State.ANSWERED
                : row.getObject("taken_back_at") != null
                        ? State.TAKEN_BACK
                        : row.getBoolean("task_open") ? State.OPEN : State.NO_LONGER_NEEDED;
        String by = row.getString("asked_by");
        String of = row.getString("asked_of");
        return new Stored(
                row.getLong("process_instance_key"),
                new Question(
                        row.getObject("id", UUID.class).toString(),
                        Long.toString(row.getLong("task_key")),
                        new Person(by, by),
                        new Person(of, of),
                        row.getString("text"),
                        Objects.requireNonNull(Columns.time(row, "asked_at")),
                        state,
                        row.getString("answer"),
                        answered));
    }
}
