package io.countersign.engine.conversation;

import io.countersign.engine.readmodel.Columns;
import io.countersign.engine.tasks.Person;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The comments in the database. People come with their user names only. */
@Repository
class Comments {

    private static final String SELECT = """
            select c.id, c.process_instance_key, c.task_key, c.author, c.text, c.written_at, c.deleted_at,
                array(select m.username from task_comment_mention m where m.comment_id = c.id order by m.username) as mentions
            from task_comment c
            """;

    private final JdbcClient jdbc;

    /** A comment with the request that it belongs to. */
    record Stored(long rootKey, Comment comment) {}

    Comments(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void insert(long rootKey, @Nullable Long taskKey, UUID id, String author, String text, Instant at) {
        jdbc.sql("""
                        insert into task_comment (id, process_instance_key, task_key, author, text, written_at)
                        values (?, ?, ?, ?, ?, ?)
                        """)
                .params(Arrays.asList(id, rootKey, taskKey, author, text, Columns.parameter(at)))
                .update();
    }

    void mention(UUID id, Collection<String> usernames) {
        jdbc.sql("insert into task_comment_mention (comment_id, username) select ?, unnest(?)")
                .params(id, usernames.toArray(String[]::new))
                .update();
    }

    /** Locked until the transaction ends. */
    Optional<Stored> lock(UUID id) {
        return jdbc.sql(SELECT + "where c.id = ? for update of c")
                .param(id)
                .query((row, number) -> read(row))
                .optional();
    }

    void delete(UUID id, Instant at) {
        jdbc.sql("update task_comment set text = null, deleted_at = ? where id = ?")
                .params(Columns.parameter(at), id)
                .update();
        jdbc.sql("delete from task_comment_mention where comment_id = ?")
                .param(id)
                .update();
    }

    /** The latest of a request, the oldest of them first. */
    List<Comment> latest(long rootKey, int limit) {
        return jdbc.sql("select * from (" + SELECT
                        + "where c.process_instance_key = ? order by c.written_at desc, c.id desc limit ?) latest"
                        + " order by written_at, id")
                .params(rootKey, limit)
                .query((row, number) -> read(row).comment())
                .list();
    }

    List<String> authors(long rootKey) {
        return jdbc.sql("select distinct author from task_comment where process_instance_key = ?")
                .param(rootKey)
                .query(String.class)
                .list();
    }

    private static Stored read(ResultSet row) throws SQLException {
        String author = row.getString("author");
        return new Stored(
                row.getLong("process_instance_key"),
                new Comment(
                        row.getObject("id", UUID.class).toString(),
                        Columns.key(row, "task_key"),
                        new Person(author, author),
                        row.getString("text"),
                        Columns.texts(row, "mentions").stream()
                                .map(name -> new Person(name, name))
                                .toList(),
                        Objects.requireNonNull(Columns.time(row, "written_at")),
                        Columns.time(row, "deleted_at")));
    }
}
