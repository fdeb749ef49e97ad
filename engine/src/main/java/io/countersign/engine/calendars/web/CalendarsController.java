package io.countersign.engine.calendars.web;

import io.countersign.engine.calendars.Calendars;
import io.countersign.engine.calendars.ChangeCalendars;
import io.countersign.engine.calendars.Holidays;
import io.countersign.engine.identity.Caller;
import io.countersign.engine.web.Problem;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import java.util.List;
import java.util.Locale;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@Tag(name = "Calendars")
class CalendarsController {

    private static final int FIRST_YEAR = 2000;
    private static final int LAST_YEAR = 2100;

    private final Calendars calendars;
    private final ChangeCalendars change;
    private final Holidays holidays;

    CalendarsController(Calendars calendars, ChangeCalendars change, Holidays holidays) {
        this.calendars = calendars;
        this.change = change;
        this.holidays = holidays;
    }

    /** All of them: there are few. */
    record CalendarList(List<CalendarView> items) {}

    record RegionList(List<Holidays.Region> items) {}

    record HolidayList(List<Holidays.Named> items) {}

    @Operation(summary = "List business calendars", description = "By name; there are at most 200.")
    @GetMapping("/api/v1/calendars")
    CalendarList list() {
        return new CalendarList(calendars.all().stream().map(CalendarView::from).toList());
    }

    @Operation(summary = "Read a business calendar")
    @GetMapping("/api/v1/calendars/{calendarId}")
    CalendarView read(@PathVariable String calendarId) {
        return calendars
                .find(calendarId)
                .map(CalendarView::from)
                .orElseThrow(() -> Problem.notFound(
                        "unknown-calendar", "There is no such calendar", "There is no calendar " + calendarId + "."));
    }

    @Operation(
            summary = "Create a business calendar",
            description =
                    "Deadlines of tasks that it serves from now on are reckoned again, as far as nothing has happened yet.")
    @PostMapping("/api/v1/calendars/{calendarId}")
    @ResponseStatus(HttpStatus.CREATED)
    CalendarView create(Caller caller, @PathVariable String calendarId, @Valid @RequestBody CalendarBody body) {
        return CalendarView.from(change.create(body.calendar(calendarId), caller.actor()));
    }

    @Operation(
            summary = "Change a business calendar",
            description = "Deadlines that it serves are reckoned again, as far as nothing has happened yet.")
    @PutMapping("/api/v1/calendars/{calendarId}")
    CalendarView change(Caller caller, @PathVariable String calendarId, @Valid @RequestBody CalendarBody body) {
        return CalendarView.from(change.change(body.calendar(calendarId), caller.actor()));
    }

    @Operation(summary = "Delete a business calendar", description = "The default calendar can't be deleted.")
    @DeleteMapping("/api/v1/calendars/{calendarId}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void delete(Caller caller, @PathVariable String calendarId) {
        change.delete(calendarId, caller.actor());
    }

    @Operation(
            summary = "List the regions whose holidays are known",
            description =
                    "Germany, the United Kingdom and the United States, with their parts; named in the language of the request.")
    @GetMapping("/api/v1/holiday-regions")
    RegionList regions(@Parameter(hidden = true) Locale locale) {
        return new RegionList(holidays.regions(locale));
    }

    @Operation(summary = "List the public holidays of a region in a year")
    @GetMapping("/api/v1/holiday-regions/{regionId}/holidays")
    HolidayList holidays(
            @PathVariable String regionId, @RequestParam int year, @Parameter(hidden = true) Locale locale) {
        if (year < FIRST_YEAR || year > LAST_YEAR) {
            throw Problem.badRequest(
                    "invalid-parameter", "That can't be asked", "year has to lie between 2000 and 2100.");
        }
        if (holidays.regions(locale).stream().noneMatch(region -> region.id().equals(regionId))) {
            throw Problem.notFound(
                    "unknown-region", "There is no such region", "No holidays are known of " + regionId + ".");
        }
        return new HolidayList(holidays.in(regionId, year, locale));
    }
}
