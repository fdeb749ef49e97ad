package io.countersign.notices.routing;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Reads what the engine keeps when people, and administrators, choose. */
public final class ReadPreferences implements PreferenceSource {

    /** The organisation's setting that the policy is. */
    public static final String POLICY = "notifications";

    private static final JsonMapper JSON = new JsonMapper();
    private static final TypeReference<Map<String, Choice>> CHOICES = new TypeReference<>() {};

    private final JdbcClient jdbc;

    public ReadPreferences(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public Optional<Preferences> find(String username) {
        return jdbc.sql("""
                        select zone, digest_at, quiet_from, quiet_until, webhook, choices
                        from notification_preference
                        where username = ?
                        """).param(username).query(ReadPreferences::preferences).optional();
    }

    @Override
    public NoticePolicy policy() {
        return jdbc.sql("select value from organisation_setting where name = ?")
                .param(POLICY)
                .query(String.class)
                .optional()
                .map(value -> JSON.readValue(value, NoticePolicy.class))
                .orElse(NoticePolicy.DEFAULT);
    }

    private static Preferences preferences(ResultSet row, int number) throws SQLException {
        return new Preferences(
                ZoneId.of(row.getString("zone")),
                row.getObject("digest_at", LocalTime.class),
                quiet(row.getObject("quiet_from", LocalTime.class), row.getObject("quiet_until", LocalTime.class)),
                row.getString("webhook"),
                JSON.readValue(row.getString("choices"), CHOICES));
    }

    private static @Nullable QuietHours quiet(@Nullable LocalTime from, @Nullable LocalTime until) {
        return from == null || until == null ? null : new QuietHours(from, until);
    }
}
