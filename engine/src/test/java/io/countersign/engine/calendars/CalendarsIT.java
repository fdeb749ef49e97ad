package io.countersign.engine.calendars;

import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.engine.Cast;
import io.countersign.engine.Cast.Player;
import io.countersign.engine.Client.Answer;
import io.countersign.engine.EngineTest;
import io.countersign.engine.TidyProblem;
import io.countersign.engine.identity.Role;
import io.countersign.store.audit.Actor;
import java.time.DayOfWeek;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Business calendars over HTTP. */
@EngineTest
class CalendarsIT {

    private final Cast cast;
    private final JdbcClient jdbc;
    private final Calendars calendars;
    private final ChangeCalendars changes;
    private final TransactionTemplate transaction;
    private final Player admin;

    @Autowired
    CalendarsIT(
            ApplicationContext engine,
            JdbcClient jdbc,
            Calendars calendars,
            ChangeCalendars changes,
            PlatformTransactionManager transactions) {
        this.cast = new Cast(engine);
        this.jdbc = jdbc;
        this.calendars = calendars;
        this.changes = changes;
        this.transaction = new TransactionTemplate(transactions);
        this.admin = cast.player(Set.of(Role.ADMIN));
    }

    @Test
    void anAdminKeepsCalendarsAndEverybodyReadsThem() {
        String id = Cast.unique("cal");
        String process = Cast.unique("process");
        Map<String, Object> body = body(id, process);

        Answer created = admin.browser().post("/api/v1/calendars/" + id, body);
        assertThat(created.status()).isEqualTo(201);
        assertThat(calendars.now().of(null, process, List.of()).calendar().id()).isEqualTo(id);
        assertThat(admin.browser()
                        .post("/api/v1/calendars/" + id, body(id, Cast.unique("p")))
                        .problem())
                .isEqualTo("calendar-exists");

        body.put("version", created.body().path("version").longValue());
        body.put("region", "de-by");
        body.put("week", Map.of("MONDAY", List.of("08:00-12:00", "13:00-24:00")));
        Answer changed = admin.browser().put("/api/v1/calendars/" + id, body);
        assertThat(changed.status()).isEqualTo(200);
        Answer late = admin.browser().put("/api/v1/calendars/" + id, body);
        assertThat(late.problem()).isEqualTo("changed-meanwhile");
        TidyProblem.isTidy(late);

        Player ann = cast.user();
        Answer read = ann.browser().get("/api/v1/calendars/" + id);
        assertThat(read.body().path("week").path("MONDAY").path(1).stringValue())
                .isEqualTo("13:00-24:00");
        assertThat(read.body().path("region").stringValue()).isEqualTo("de-by");
        assertThat(ann.browser().put("/api/v1/calendars/" + id, body).status()).isEqualTo(403);

        assertThat(admin.browser().delete("/api/v1/calendars/" + id).status()).isEqualTo(204);
        assertThat(calendars.now().of(id, process, List.of()).calendar().id()).isEqualTo("default");
        assertThat(jdbc.sql(
                                "select action from audit_entry where object_type = 'calendar' and object_id = ? order by id")
                        .param(id)
                        .query(String.class)
                        .list())
                .containsExactly("calendar.created", "calendar.changed", "calendar.deleted");
    }

    @Test
    void whoReadsBetweenAChangeAndItsCommitSeesTheChangeAfterwards() {
        String id = Cast.unique("cal");
        String process = Cast.unique("process");
        BusinessCalendar before = changes.create(calendar(id, "Before", process, 0), Actor.system("test"));

        transaction.executeWithoutResult(status -> {
            changes.change(calendar(id, "After", process, before.version()), Actor.system("test"));
            assertThat(nameSeenByAnother(id)).contains("Before");
        });
        assertThat(nameSeenByAnother(id)).contains("After");

        transaction.executeWithoutResult(status -> {
            changes.delete(id, Actor.system("test"));
            assertThat(nameSeenByAnother(id)).contains("After");
            status.setRollbackOnly();
        });
        assertThat(nameSeenByAnother(id)).contains("After");

        transaction.executeWithoutResult(status -> {
            changes.delete(id, Actor.system("test"));
            assertThat(nameSeenByAnother(id)).contains("After");
        });
        assertThat(nameSeenByAnother(id)).isEmpty();
    }

    @Test
    void theAuditTrailTellsWhatWasBeforeFromTheRows() {
        String id = Cast.unique("cal");
        String process = Cast.unique("process");

        transaction.executeWithoutResult(status -> {
            BusinessCalendar created = changes.create(calendar(id, "First", process, 0), Actor.system("test"));
            changes.change(calendar(id, "Second", process, created.version()), Actor.system("test"));
        });

        assertThat(jdbc.sql("select before ->> 'name' from audit_entry"
                                + " where object_type = 'calendar' and object_id = ? and action = 'calendar.changed'")
                        .param(id)
                        .query(String.class)
                        .list())
                .containsExactly("First");
    }

    @Test
    void aPageOfTasksReckonsWithOneBusinessTimePerCalendar() {
        Calendars.Choice choice = calendars.now();
        BusinessTime time = choice.of(null, Cast.unique("p"), List.of());

        assertThat(choice.of(null, Cast.unique("p"), List.of())).isSameAs(time);
        assertThat(calendars.now().of(null, Cast.unique("p"), List.of()))
                .as("others may be on another thread")
                .isNotSameAs(time);
    }

    private Optional<String> nameSeenByAnother(String id) {
        return CompletableFuture.supplyAsync(() -> calendars.find(id).map(BusinessCalendar::name))
                .join();
    }

    private static BusinessCalendar calendar(String id, String name, String process, long version) {
        return new BusinessCalendar(
                id,
                name,
                ZoneOffset.UTC,
                Map.of(DayOfWeek.MONDAY, List.of(new Opening(0, Opening.DAY))),
                null,
                List.of(),
                Set.of(),
                Set.of(process),
                Set.of(),
                version);
    }

    @Test
    void refusesWhatIsUnclear() {
        String id = Cast.unique("cal");
        String process = Cast.unique("process");
        assertThat(admin.browser()
                        .post("/api/v1/calendars/" + id, body(id, process))
                        .status())
                .isEqualTo(201);
        String other = Cast.unique("cal");
        Map.<String, Object>of(
                        "zone", "Europe/Berln",
                        "week", Map.of("MONDAY", List.of("17:00-09:00")),
                        "region", "de-xx",
                        "workingDays", List.of("2026-12-24"),
                        "processIds", List.of(process))
                .forEach((field, wrong) -> {
                    Map<String, Object> body = body(other, Cast.unique("p"));
                    body.put(field, wrong);
                    Answer answer = admin.browser().post("/api/v1/calendars/" + other, body);
                    assertThat(answer.status()).as(field).isEqualTo(422);
                    assertThat(answer.body()
                                    .path("errors")
                                    .path(0)
                                    .path("field")
                                    .stringValue())
                            .isEqualTo(field);
                });
        assertThat(admin.browser().delete("/api/v1/calendars/default").problem())
                .isEqualTo("default-calendar");
    }

    @Test
    void saysWhichHolidaysThereAre() {
        Player ann = cast.user();
        assertThat(ann.browser()
                        .get("/api/v1/holiday-regions")
                        .body()
                        .path("items")
                        .findValuesAsString("id"))
                .contains("de", "de-by", "gb-sct", "us-ca");
        assertThat(ann.browser()
                        .get("/api/v1/holiday-regions/de-by/holidays?year=2026")
                        .body()
                        .path("items")
                        .findValuesAsString("date"))
                .contains("2026-01-06", "2026-06-04")
                .doesNotContain("2026-10-31");
        assertThat(ann.browser()
                        .get("/api/v1/holiday-regions/de-zz/holidays?year=2026")
                        .problem())
                .isEqualTo("unknown-region");
    }

    private static Map<String, Object> body(String name, String processId) {
        var body = new HashMap<String, Object>();
        body.put("name", name);
        body.put("zone", "Europe/Berlin");
        body.put("week", Map.of("MONDAY", List.of("09:00-17:00")));
        body.put("region", null);
        body.put("daysOff", List.of(Map.of("date", "2026-12-24", "name", "Christmas Eve")));
        body.put("workingDays", List.of());
        body.put("processIds", List.of(processId));
        body.put("groups", List.of());
        return body;
    }
}
