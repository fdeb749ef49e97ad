package io.countersign.engine.calendars;

import java.time.LocalDate;

/**
 * A day on which nobody works, besides holidays.
 *
 * @param name what it is, such as a works outing; may be empty
 */
public record DayOff(LocalDate date, String name) {}
