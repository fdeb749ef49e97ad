package io.countersign.notices;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What an organisation writes instead of what ships. Versions are added and never changed; the newest one counts. */
public final class OwnTemplates implements TemplateSource {

    private final JdbcClient jdbc;

    /**
     * @param template null where from this version on what ships counts again
     * @param restores the older version whose words these are
     */
    public record Version(
            String kind,
            String language,
            int number,
            @Nullable Template template,
            @Nullable Integer restores,
            String changedBy,
            Instant changedAt) {}

    public OwnTemplates(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Empty where nobody wrote one, or what ships counts again. */
    @Override
    public Optional<Template> find(String kind, String language) {
        return newest(kind, language).flatMap(version -> Optional.ofNullable(version.template()));
    }

    public Optional<Version> newest(String kind, String language) {
        return jdbc.sql("""
                        select * from notification_template where kind = ? and language = ? order by version desc limit 1
                        """).params(kind, language).query(OwnTemplates::version).optional();
    }

    /** The newest version of every kind and language. */
    public List<Version> all() {
        return jdbc.sql("""
                        select distinct on (kind, language) * from notification_template order by kind, language, version desc
                        """).query(OwnTemplates::version).list();
    }

    /** The newest first. */
    public List<Version> history(String kind, String language, int most) {
        return jdbc.sql(
                        "select * from notification_template where kind = ? and language = ? order by version desc limit ?")
                .params(kind, language, most)
                .query(OwnTemplates::version)
                .list();
    }

    /** @throws org.springframework.dao.DuplicateKeyException where somebody else was faster */
    public void add(Version version) {
        Template template = version.template();
        jdbc.sql("""
                        insert into notification_template (kind, language, version, subject, html, text, restores, changed_by, changed_at)
                        values (:kind, :language, :version, :subject, :html, :text, :restores, :by, :at)
                        """)
                .param("kind", version.kind())
                .param("language", version.language())
                .param("version", version.number())
                .param("subject", template == null ? null : template.subject())
                .param("html", template == null ? null : template.html())
                .param("text", template == null ? null : template.text())
                .param("restores", version.restores())
                .param("by", version.changedBy())
                .param("at", version.changedAt().atOffset(ZoneOffset.UTC))
                .update();
    }

    private static Version version(ResultSet row, int number) throws SQLException {
        String subject = row.getString("subject");
        return new Version(
                row.getString("kind"),
                row.getString("language"),
                row.getInt("version"),
                subject == null ? null : new Template(subject, row.getString("html"), row.getString("text")),
                row.getObject("restores", Integer.class),
                row.getString("changed_by"),
                row.getObject("changed_at", OffsetDateTime.class).toInstant());
    }
}
