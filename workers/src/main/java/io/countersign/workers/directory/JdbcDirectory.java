package io.countersign.workers.directory;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class JdbcDirectory implements Directory {

    private final JdbcClient jdbc;

    JdbcDirectory(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public Optional<Person> person(String username) {
        return jdbc.sql(
                        "select username, display_name, email, manager, locale, enabled from app_user where username = ?")
                .param(username)
                .query(JdbcDirectory::person)
                .optional();
    }

    @Override
    public Optional<List<Person>> members(String groupId) {
        boolean known = jdbc.sql("select exists (select from user_group where id = ?)")
                .param(groupId)
                .query(Boolean.class)
                .single();
        return known ? Optional.of(enabledMembers(groupId)) : Optional.empty();
    }

    private List<Person> enabledMembers(String groupId) {
        return jdbc.sql("""
                        select username, display_name, email, manager, locale, enabled
                        from app_user join group_member using (username)
                        where group_id = ? and enabled
                        order by username
                        """).param(groupId).query(JdbcDirectory::person).list();
    }

    private static Person person(ResultSet row, int number) throws SQLException {
        return new Person(
                row.getString("username"),
                row.getString("display_name"),
                row.getString("email"),
                row.getString("manager"),
                row.getString("locale"),
                row.getBoolean("enabled"));
    }
}
