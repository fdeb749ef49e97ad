package io.countersign.engine.calendars;

/** A calendar was made, changed or deleted, so other times may hold. Published within the transaction that does it. */
public record CalendarChanged(String calendarId) {}
