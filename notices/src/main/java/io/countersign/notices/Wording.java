package io.countersign.notices;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.Locale;

/** Says times as people do, in one language. */
public record Wording(Locale locale) {

    public String day(Instant at) {
        return DateTimeFormatter.ofLocalizedDate(FormatStyle.LONG)
                .withLocale(locale)
                .format(at.atOffset(ZoneOffset.UTC));
    }

    /** With the zone's name, for its clock may not be the reader's. */
    public String moment(Instant at, ZoneId zone) {
        var there = at.atZone(zone);
        return DateTimeFormatter.ofLocalizedDateTime(FormatStyle.FULL, FormatStyle.SHORT)
                        .withLocale(locale)
                        .format(there)
                + " " + DateTimeFormatter.ofPattern("z", locale).format(there);
    }
}
