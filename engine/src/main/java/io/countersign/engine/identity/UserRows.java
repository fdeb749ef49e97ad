package io.countersign.engine.identity;

import io.countersign.engine.identity.Directory.Worker;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class UserRows {

    private static final String SELECT = """
            select u.id, u.username, u.display_name, u.email, u.manager, u.locale, u.roles, u.enabled, u.created_at, u.version,
                array(select group_id from group_member m where m.username = u.username order by group_id) as groups
            from app_user u
            """;

    private static final String WORKERS = """
            select u.username, u.display_name,
                array(select group_id from group_member m where m.username = u.username) as groups
            from app_user u
            where u.enabled and 'USER' = any (u.roles)
            """;

    /** What means something in a pattern. */
    private static final Pattern LIKE = Pattern.compile("[\\\\%_]");

    private final JdbcClient jdbc;

    UserRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    Optional<UserAccount> find(String username) {
        return jdbc.sql(SELECT + "where u.username = :username")
                .param("username", username)
                .query(UserRows::read)
                .optional();
    }

    UserAccount get(String username) {
        return find(username).orElseThrow(() -> UserAccounts.unknown(username));
    }

    List<UserAccount> page(String after, int limit) {
        return jdbc.sql(SELECT + "where u.username > :after order by u.username limit :limit")
                .param("after", after)
                .param("limit", limit)
                .query(UserRows::read)
                .list();
    }

    List<UserAccount> all(Collection<String> usernames) {
        return jdbc.sql(SELECT + "where u.username = any (:usernames)")
                .param("usernames", usernames.toArray(String[]::new))
                .query(UserRows::read)
                .list();
    }

    List<Worker> workers() {
        return jdbc.sql(WORKERS).query(UserRows::worker).list();
    }

    List<Worker> workers(Collection<String> usernames, Collection<String> groups) {
        return jdbc.sql(WORKERS + """
                        and (u.username = any (:usernames)
                            or exists (select from group_member m where m.username = u.username and m.group_id = any (:groups)))
                        """)
                .param("usernames", usernames.toArray(String[]::new))
                .param("groups", groups.toArray(String[]::new))
                .query(UserRows::worker)
                .list();
    }

    /** Those who may work in the inbox and have all of these words in their names, by name. */
    List<Worker> workers(List<String> words, int limit) {
        return jdbc.sql(WORKERS + """
                        and concat_ws(' ', u.display_name, u.username) ilike all (:patterns)
                        order by lower(u.display_name), u.username limit :limit
                        """)
                .param("patterns", patterns(words))
                .param("limit", limit)
                .query(UserRows::worker)
                .list();
    }

    /** Of these users and the members of these groups, those whose names have all of these words, by name. */
    List<Worker> workers(Collection<String> usernames, Collection<String> groups, List<String> words, int limit) {
        return jdbc.sql(WORKERS + """
                        and (u.username = any (:usernames)
                            or exists (select from group_member m where m.username = u.username and m.group_id = any (:groups)))
                        and concat_ws(' ', u.display_name, u.username) ilike all (:patterns)
                        order by lower(u.display_name), u.username limit :limit
                        """)
                .param("usernames", usernames.toArray(String[]::new))
                .param("groups", groups.toArray(String[]::new))
                .param("patterns", patterns(words))
                .param("limit", limit)
                .query(UserRows::worker)
                .list();
    }

    private static String[] patterns(List<String> words) {
        return words.stream()
                .map(word -> "%" + LIKE.matcher(word).replaceAll("\\\\$0") + "%")
                .toArray(String[]::new);
    }

    private static Worker worker(ResultSet row, int number) throws SQLException {
        return new Worker(row.getString("username"), row.getString("display_name"), Set.of((String[])
                row.getArray("groups").getArray()));
    }

    Optional<String> passwordHash(String username) {
        return jdbc.sql("select password_hash from app_user where username = :username and enabled")
                .param("username", username)
                .query((row, number) -> Optional.ofNullable(row.getString(1)))
                .optional()
                .flatMap(hash -> hash);
    }

    void insert(String username, UserDetails details, @Nullable String passwordHash) {
        jdbc.sql("""
                        insert into app_user (username, display_name, email, password_hash, manager, locale, roles, enabled)
                        values (:username, :displayName, :email, :passwordHash, :manager, :locale, :roles, :enabled)
                        """)
                .param("username", username)
                .param("displayName", details.displayName())
                .param("email", details.email())
                .param("passwordHash", passwordHash)
                .param("manager", details.manager())
                .param("locale", details.locale())
                .param("roles", names(details.roles()))
                .param("enabled", details.enabled())
                .update();
    }

    boolean update(String username, UserDetails details, @Nullable String passwordHash, @Nullable Long version) {
        return jdbc.sql("""
                        update app_user set display_name = :displayName, email = :email,
                            password_hash = coalesce(:passwordHash, password_hash), manager = :manager, locale = :locale,
                            roles = :roles, enabled = :enabled, updated_at = now(), version = version + 1
                        where username = :username and (:version::bigint is null or version = :version::bigint)
                        """)
                        .param("username", username)
                        .param("displayName", details.displayName())
                        .param("email", details.email())
                        .param("passwordHash", passwordHash)
                        .param("manager", details.manager())
                        .param("locale", details.locale())
                        .param("roles", names(details.roles()))
                        .param("enabled", details.enabled())
                        .param("version", version)
                        .update()
                == 1;
    }

    void setLocale(String username, @Nullable String locale) {
        jdbc.sql("update app_user set locale = :locale, updated_at = now() where username = :username")
                .param("locale", locale)
                .param("username", username)
                .update();
    }

    void setGroups(String username, Set<String> groups) {
        jdbc.sql("delete from group_member where username = :username and group_id <> all (:groups)")
                .param("username", username)
                .param("groups", groups.toArray(String[]::new))
                .update();
        jdbc.sql("""
                        insert into group_member (group_id, username)
                        select g, :username from unnest(:groups::text[]) g on conflict do nothing
                        """)
                .param("username", username)
                .param("groups", groups.toArray(String[]::new))
                .update();
    }

    Set<String> unknownGroups(Set<String> groups) {
        return new TreeSet<>(jdbc.sql(
                        "select g from unnest(:groups::text[]) g where not exists (select from user_group where id = g)")
                .param("groups", groups.toArray(String[]::new))
                .query(String.class)
                .set());
    }

    /** Whether the one is the other, or somebody on his way up. */
    boolean isAtOrAbove(String start, String wanted) {
        return jdbc.sql("""
                        with recursive up (username) as (
                            select :start::text
                            union
                            select u.manager from app_user u join up on u.username = up.username where u.manager is not null)
                        select exists (select from up where username = :wanted)
                        """)
                .param("start", start)
                .param("wanted", wanted)
                .query(Boolean.class)
                .single();
    }

    /** Two administrators who remove each other at the same moment would leave nobody. */
    void lockAdministrators() {
        jdbc.sql("select pg_advisory_xact_lock(hashtext('countersign.administrators'))")
                .query()
                .singleRow();
    }

    int administratorsWithout(String username) {
        return jdbc.sql(
                        "select count(*) from app_user where enabled and 'ADMIN' = any (roles) and username <> :username")
                .param("username", username)
                .query(Integer.class)
                .single();
    }

    static String[] names(Set<Role> roles) {
        return roles.stream().sorted().map(Enum::name).toArray(String[]::new);
    }

    static Set<Role> roles(Array roles) throws SQLException {
        return Stream.of((String[]) roles.getArray()).map(Role::valueOf).collect(Collectors.toUnmodifiableSet());
    }

    static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    private static UserAccount read(ResultSet row, int number) throws SQLException {
        return new UserAccount(
                row.getObject("id", UUID.class),
                row.getString("username"),
                row.getString("display_name"),
                row.getString("email"),
                row.getString("manager"),
                row.getString("locale"),
                roles(row.getArray("roles")),
                Set.of((String[]) row.getArray("groups").getArray()),
                row.getBoolean("enabled"),
                instant(row, "created_at"),
                row.getLong("version"));
    }
}
