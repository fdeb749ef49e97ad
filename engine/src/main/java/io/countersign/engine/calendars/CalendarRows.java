package io.countersign.engine.calendars;

import io.countersign.engine.readmodel.Columns;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** The statements on {@code business_calendar}. */
@Repository
class CalendarRows {

    private final JdbcClient jdbc;
    private final JsonMapper json;
    private final CalendarSettings settings;

    CalendarRows(JdbcClient jdbc, JsonMapper json, CalendarSettings settings) {
        this.jdbc = jdbc;
        this.json = json;
        this.settings = settings;
    }

    /**
     * What tells one state of all calendars from another. It commits together with them: a sequence would show the next state to those
     * who still read the old rows. As no version comes twice, rows of the same number up to the same version are the same rows.
     */
    record Version(long newest, long count) {}

    Version version() {
        return jdbc.sql("select coalesce(max(version), 0) as newest, count(*) as count from business_calendar")
                .query((row, number) -> new Version(row.getLong("newest"), row.getLong("count")))
                .single();
    }

    /** By name. */
    List<BusinessCalendar> all() {
        return jdbc.sql("select c.*, cast(working_days as text[]) as worked from business_calendar c order by name, id")
                .query((row, number) -> read(row))
                .list();
    }

    /** @return false where there is one with that id */
    boolean insert(BusinessCalendar calendar) {
        return jdbc.sql("""
                                insert into business_calendar (name, zone, week, region, days_off, working_days, process_ids, groups,
                                    version, id)
                                values (?, ?, cast(? as jsonb), ?, cast(? as jsonb), cast(? as date[]), ?, ?, nextval('business_calendar_version'), ?)
                                on conflict (id) do nothing
                                """).params(values(calendar)).param(calendar.id()).update() == 1;
    }

    /** @return false where it is gone or its version is another one */
    boolean update(BusinessCalendar calendar) {
        return jdbc.sql("""
                                update business_calendar set name = ?, zone = ?, week = cast(? as jsonb), region = ?,
                                    days_off = cast(? as jsonb), working_days = cast(? as date[]), process_ids = ?, groups = ?,
                                    version = nextval('business_calendar_version')
                                where id = ? and version = ?
                                """)
                        .params(values(calendar))
                        .param(calendar.id())
                        .param(calendar.version())
                        .update()
                == 1;
    }

    void delete(String id) {
        jdbc.sql("delete from business_calendar where id = ?").param(id).update();
    }

    private List<@Nullable Object> values(BusinessCalendar calendar) {
        return Arrays.asList(
                calendar.name(),
                calendar.zone().getId(),
                json.writeValueAsString(calendar.week()),
                calendar.region(),
                json.writeValueAsString(calendar.daysOff()),
                calendar.workingDays().stream()
                        .sorted()
                        .map(LocalDate::toString)
                        .toArray(String[]::new),
                new TreeSet<>(calendar.processIds()).toArray(String[]::new),
                new TreeSet<>(calendar.groups()).toArray(String[]::new));
    }

    private BusinessCalendar read(ResultSet row) throws SQLException {
        String zone = row.getString("zone");
        return new BusinessCalendar(
                row.getString("id"),
                row.getString("name"),
                zone == null ? settings.zone() : ZoneId.of(zone),
                json.readValue(row.getString("week"), new TypeReference<Map<DayOfWeek, List<Opening>>>() {}),
                row.getString("region"),
                json.readValue(row.getString("days_off"), new TypeReference<List<DayOff>>() {}),
                Columns.texts(row, "worked").stream().map(LocalDate::parse).collect(Collectors.toUnmodifiableSet()),
                Set.copyOf(Columns.texts(row, "process_ids")),
                Set.copyOf(Columns.texts(row, "groups")),
                row.getLong("version"));
    }
}
