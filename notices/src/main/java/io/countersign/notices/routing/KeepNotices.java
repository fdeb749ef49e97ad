package io.countersign.notices.routing;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Keeps what people are told, for the app and for digests, in the transaction of what it tells of. */
public final class KeepNotices {

    private final JdbcClient jdbc;

    public KeepNotices(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * Leaves alone what was kept by the same name before.
     *
     * @param toldAt when the app shows it
     * @return whether it was kept
     */
    public boolean keep(NewNotice notice, Route route, Instant toldAt) {
        int kept = jdbc.sql("""
                        insert into notice (name, username, kind, subject, text, process_instance_key, path, in_app, told_at, digest_at)
                        values (:name, :username, :kind, :subject, :text, :instance, :path, :inApp, :toldAt, :digestAt)
                        on conflict (name) do nothing
                        """)
                .param("name", notice.name())
                .param("username", notice.username())
                .param("kind", notice.kind().id())
                .param("subject", notice.subject())
                .param("text", notice.text())
                .param("instance", notice.processInstanceKey())
                .param("path", notice.path())
                .param("inApp", route.inApp())
                .param("toldAt", at(toldAt))
                .param("digestAt", at(route.digestAt()))
                .update();
        if (kept == 1 && route.inApp()) {
            hint(notice.username());
        }
        return kept == 1;
    }

    /** Whether one of these was kept before. */
    public boolean keptOneOf(Collection<String> names) {
        return jdbc.sql("select exists (select from notice where name = any (?))")
                .param(names.toArray(String[]::new))
                .query(Boolean.class)
                .single();
    }

    /** Has somebody's browsers ask again what he was told, once the transaction commits. */
    public void hint(String username) {
        jdbc.sql("""
                        select pg_notify('countersign_hints',
                            json_build_object('topics', json_build_array('notices'), 'to', 'user:' || ?)::text)
                        """).param(username).query().singleRow();
    }

    private static @Nullable OffsetDateTime at(@Nullable Instant instant) {
        return instant == null ? null : instant.atOffset(ZoneOffset.UTC);
    }
}
