package io.countersign.engine.identity;

import io.countersign.engine.web.Cursor;
import io.countersign.engine.web.Page;
import io.countersign.engine.web.Paging;
import io.countersign.engine.web.Problem;
import io.countersign.store.audit.Actor;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The groups of people. Every change is audited. */
@Component
public class Groups {

    private static final Pattern ID = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,99}");
    private static final String SELECT = """
            select g.id, g.display_name, g.version,
                array(select username from group_member m where m.group_id = g.id order by username) as members
            from user_group g
            """;

    private final JdbcClient jdbc;
    private final People people;
    private final IdentityAudit audit;

    Groups(JdbcClient jdbc, People people, IdentityAudit audit) {
        this.jdbc = jdbc;
        this.people = people;
        this.audit = audit;
    }

    @Transactional(readOnly = true)
    public Optional<Group> find(String id) {
        return jdbc.sql(SELECT + "where g.id = :id")
                .param("id", id)
                .query(Groups::read)
                .optional();
    }

    @Transactional(readOnly = true)
    public Page<Group> page(Paging paging) {
        var after = paging.after() == null
                ? ""
                : Objects.requireNonNullElse(paging.after().text(0), "");
        var rows = jdbc.sql(SELECT + "where g.id > :after order by g.id limit :limit")
                .param("after", after)
                .param("limit", paging.fetch())
                .query(Groups::read)
                .list();
        return Page.of(paging, rows, group -> Cursor.of(group.id()));
    }

    /** The display names of these groups by id; unknown ones are left out. */
    @Transactional(readOnly = true)
    public Map<String, String> displayNames(Collection<String> ids) {
        return jdbc
                .sql("select id, display_name from user_group where id = any (:ids)")
                .param("ids", ids.toArray(String[]::new))
                .query((row, number) -> Map.entry(row.getString(1), row.getString(2)))
                .list()
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    @Transactional
    public Group create(String id, String displayName, Set<String> members, Actor by) {
        if (!ID.matcher(id).matches()) {
            throw UserAccounts.invalid("id", "must be letters, digits and . _ -, at most 100");
        }
        try {
            jdbc.sql("insert into user_group (id, display_name) values (:id, :displayName)")
                    .param("id", id)
                    .param("displayName", displayName)
                    .update();
        } catch (DuplicateKeyException taken) {
            throw Problem.conflict("group-exists", "There is such a group already", "Choose another id.");
        }
        setMembers(id, members);
        var created = get(id);
        audit.groupCreated(by, created);
        return created;
    }

    /** @param version as the caller last saw it; null where he does not mind what others changed */
    @Transactional
    public Group change(String id, String displayName, Set<String> members, @Nullable Long version, Actor by) {
        var before = get(id);
        var changed = jdbc.sql("""
                        update user_group set display_name = :displayName, version = version + 1
                        where id = :id and (:version::bigint is null or version = :version::bigint)
                        """)
                .param("id", id)
                .param("displayName", displayName)
                .param("version", version)
                .update();
        if (changed == 0) {
            throw Problem.conflict(
                    "changed-meanwhile", "Somebody else changed it meanwhile", "Load it again and repeat the change.");
        }
        setMembers(id, members);
        var after = get(id);
        audit.groupChanged(by, before, after);
        forget(before, after);
        return after;
    }

    @Transactional
    public void delete(String id, Actor by) {
        var group = get(id);
        audit.groupDeleted(by, group);
        jdbc.sql("delete from user_group where id = :id").param("id", id).update();
        forget(group, group);
    }

    private Group get(String id) {
        return find(id).orElseThrow(() ->
                Problem.notFound("unknown-group", "There is no such group", "There is no group " + id + "."));
    }

    private void setMembers(String id, Set<String> members) {
        var unknown = new HashSet<>(members);
        unknown.removeAll(people.all(members).keySet());
        if (!unknown.isEmpty()) {
            throw UserAccounts.invalid("members", "there is no user " + String.join(", ", unknown));
        }
        jdbc.sql("delete from group_member where group_id = :id and username <> all (:members)")
                .param("id", id)
                .param("members", members.toArray(String[]::new))
                .update();
        jdbc.sql("""
                        insert into group_member (group_id, username)
                        select :id, m from unnest(:members::text[]) m on conflict do nothing
                        """)
                .param("id", id)
                .param("members", members.toArray(String[]::new))
                .update();
        members.forEach(people::forget);
    }

    private void forget(Group before, Group after) {
        before.members().forEach(people::forget);
        after.members().forEach(people::forget);
    }

    private static Group read(ResultSet row, int number) throws SQLException {
        return new Group(
                row.getString("id"),
                row.getString("display_name"),
                Set.copyOf(List.of((String[]) row.getArray("members").getArray())),
                row.getLong("version"));
    }
}
