package io.countersign.engine.tasks;

import io.countersign.engine.identity.Caller;
import io.countersign.engine.readmodel.Columns;
import io.countersign.engine.readmodel.OneAtATime;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.json.JsonMapper;

/** The lists that people keep. */
@Repository
class InboxViews {

    private static final String SELECT = """
            select v.*, owner.display_name as owner_name,
                array(select s.group_id from inbox_view_share s where s.view_id = v.id order by s.group_id) as shared_with
            from inbox_view v join app_user owner on owner.username = v.owner
            """;

    private final JdbcClient jdbc;
    private final JsonMapper json;

    InboxViews(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    /** Those of somebody, in his order, and those that others share with him, by name. */
    List<InboxView> of(Caller caller) {
        return jdbc.sql(SELECT + """
                        where v.owner = ?
                            or v.id in (select s.view_id from inbox_view_share s where s.group_id = any (?))
                        order by v.owner <> ?, case when v.owner = ? then v.position end, lower(v.name), v.id
                        """)
                .params(
                        Audience.nameOf(caller),
                        caller.groups().toArray(String[]::new),
                        Audience.nameOf(caller),
                        Audience.nameOf(caller))
                .query((row, number) -> read(row))
                .list();
    }

    Optional<InboxView> lock(UUID id) {
        return jdbc.sql(SELECT + "where v.id = ? for update of v")
                .param(id)
                .query((row, number) -> read(row))
                .optional();
    }

    /** Counted one at a time, so that the limit holds. */
    int count(String owner) {
        OneAtATime.of(jdbc, "inbox-view", owner);
        return jdbc.sql("select count(*) from inbox_view where owner = ?")
                .param(owner)
                .query(Integer.class)
                .single();
    }

    int nextPosition(String owner) {
        return jdbc.sql("select coalesce(max(position) + 1, 0) from inbox_view where owner = ?")
                .param(owner)
                .query(Integer.class)
                .single();
    }

    void save(InboxView view, Instant now) {
        jdbc.sql("""
                        insert into inbox_view (id, owner, name, icon, query, columns, position, created_at, updated_at)
                        values (?, ?, ?, ?, cast(? as jsonb), ?, ?, ?, ?)
                        on conflict (id) do update set name = excluded.name, icon = excluded.icon, query = excluded.query,
                            columns = excluded.columns, position = excluded.position, updated_at = excluded.updated_at
                        """)
                .params(Arrays.asList(
                        view.id(),
                        view.owner().username(),
                        view.name(),
                        view.icon(),
                        json.writeValueAsString(view.query()),
                        view.columns().toArray(String[]::new),
                        view.position(),
                        Columns.parameter(now),
                        Columns.parameter(now)))
                .update();
        jdbc.sql("delete from inbox_view_share where view_id = ?")
                .param(view.id())
                .update();
        jdbc.sql("insert into inbox_view_share (view_id, group_id) select ?, unnest(?)")
                .params(view.id(), view.sharedWith().toArray(String[]::new))
                .update();
    }

    void delete(UUID id) {
        jdbc.sql("delete from inbox_view where id = ?").param(id).update();
    }

    private InboxView read(ResultSet row) throws SQLException {
        return new InboxView(
                row.getObject("id", UUID.class),
                new Person(row.getString("owner"), row.getString("owner_name")),
                row.getString("name"),
                row.getString("icon"),
                json.readValue(row.getString("query"), InboxParameters.class),
                Columns.texts(row, "columns"),
                Columns.texts(row, "shared_with"),
                row.getInt("position"));
    }
}
