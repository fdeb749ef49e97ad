package io.countersign.engine.notifications;

import io.countersign.engine.identity.Caller;
import io.countersign.engine.instances.Instances;
import io.countersign.engine.readmodel.Columns;
import io.countersign.engine.web.Cursor;
import io.countersign.engine.web.Page;
import io.countersign.engine.web.Paging;
import io.countersign.notices.routing.KeepNotices;
import io.countersign.notices.routing.NewNotice;
import io.countersign.notices.routing.Route;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** What people were told: shown in the app until it is old, and kept for their next digest. */
@Component
public class Notices {

    /** More than these are just many. */
    public static final int MOST_UNREAD = 99;

    private static final Duration KEPT = Duration.ofDays(90);

    private final JdbcClient jdbc;
    private final KeepNotices kept;
    private final Instances instances;
    private final Clock clock;

    /** Something that is told with other things. */
    record Waiting(long id, String subject, @Nullable String path) {}

    /** @param about the instance whose page it leads to, where that is for some only */
    private record Told(Notice notice, @Nullable Long about) {}

    Notices(JdbcClient jdbc, KeepNotices kept, Instances instances, Clock clock) {
        this.jdbc = jdbc;
        this.kept = kept;
        this.instances = instances;
        this.clock = clock;
    }

    /** @param toldAt when the app shows it */
    void keep(PersonalMail mail, String subject, Route route, Instant toldAt) {
        kept.keep(
                new NewNotice(mail.name(), mail.to().username(), mail.kind(), subject, null, null, mail.path()),
                route,
                toldAt);
    }

    void takeBack(String name) {
        jdbc.sql("delete from notice where name = ? returning username")
                .param(name)
                .query(String.class)
                .list()
                .forEach(kept::hint);
    }

    /** The newest first; without the way to what the person may not see. */
    public Page<Notice> of(Caller person, Paging paging) {
        Cursor after = paging.after();
        List<Told> rows = jdbc.sql("""
                        select id, kind, subject, text, process_instance_key, path, told_at, read_at from notice
                        where username = :username and in_app and told_at <= :now and id < :before
                        order by id desc limit :limit
                        """)
                .param("username", person.name())
                .param("now", Columns.parameter(clock.instant()))
                .param("before", after == null ? Long.MAX_VALUE : after.number(0))
                .param("limit", paging.fetch())
                .query((row, number) -> new Told(
                        new Notice(
                                Long.toString(row.getLong("id")),
                                row.getString("kind"),
                                row.getString("subject"),
                                row.getString("text"),
                                row.getString("path"),
                                Columns.time(row, "told_at"),
                                Columns.time(row, "read_at")),
                        Columns.number(row, "process_instance_key")))
                .list();
        Set<Long> seen = instances.visible(
                person, rows.stream().map(Told::about).filter(Objects::nonNull).collect(Collectors.toSet()));
        return Page.of(
                        paging,
                        rows,
                        row -> Cursor.of(Long.parseLong(row.notice().noticeId())))
                .map(row -> row.about() == null || seen.contains(row.about())
                        ? row.notice()
                        : row.notice().withoutPath());
    }

    /** At most one more than {@link #MOST_UNREAD}. */
    public int unread(Caller person) {
        return jdbc.sql("""
                        select count(*) from (
                            select from notice where username = ? and in_app and read_at is null and told_at <= ? limit ?) unread
                        """)
                .params(person.name(), Columns.parameter(clock.instant()), MOST_UNREAD + 1)
                .query(Integer.class)
                .single();
    }

    /**
     * Marks it as read, or all that there are up to it.
     *
     * @param upTo whether the older ones are meant, too
     */
    @Transactional
    public void read(Caller person, long noticeId, boolean upTo) {
        Instant now = clock.instant();
        int read = jdbc.sql("""
                        update notice set read_at = :now
                        where username = :username and in_app and read_at is null and told_at <= :now
                            and (id = :id or (:upTo and id < :id))
                        """)
                .param("now", Columns.parameter(now))
                .param("username", person.name())
                .param("id", noticeId)
                .param("upTo", upTo)
                .update();
        if (read > 0) {
            kept.hint(person.name());
        }
    }

    /** Whose digest is due. */
    List<String> digestsDue(Instant now, int most) {
        return jdbc.sql("select distinct username from notice where digest_at <= ? order by username limit ?")
                .params(Columns.parameter(now), most)
                .query(String.class)
                .list();
    }

    /** Takes what somebody's digest is to have, so that no other has it. */
    List<Waiting> take(String username, Instant now) {
        return jdbc.sql("""
                        with due as (
                            update notice set digest_at = null where username = ? and digest_at <= ?
                            returning id, subject, path)
                        select id, subject, path from due order by id
                        """)
                .params(username, Columns.parameter(now))
                .query(Waiting.class)
                .list();
    }

    @Scheduled(cron = "${countersign.notifications.notice-aging-cron:0 47 3 * * *}")
    void forgetOld() {
        jdbc.sql("delete from notice where told_at < ? and digest_at is null")
                .param(Columns.parameter(clock.instant().minus(KEPT)))
                .update();
    }
}
