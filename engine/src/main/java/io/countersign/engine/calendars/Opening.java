package io.countersign.engine.calendars;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Some hours of a day in which people work, such as {@code 09:00-17:00}; {@code 24:00} is its end.
 *
 * @param from in minutes since midnight
 * @param to in minutes since midnight
 */
public record Opening(int from, int to) {

    public static final int DAY = 24 * 60;

    private static final Pattern TEXT = Pattern.compile("([0-2]\\d):([0-5]\\d)-([0-2]\\d):([0-5]\\d)");

    public Opening {
        if (from < 0 || to > DAY || from >= to) {
            throw new IllegalArgumentException("hours have to begin before they end, within one day");
        }
    }

    /** @throws IllegalArgumentException where the text does not say hours of one day */
    @JsonCreator
    public static Opening parse(String text) {
        Matcher parts = TEXT.matcher(text);
        if (!parts.matches()) {
            throw new IllegalArgumentException("hours have to be written as 09:00-17:00");
        }
        return new Opening(minutes(parts, 1), minutes(parts, 3));
    }

    private static int minutes(Matcher parts, int group) {
        return Integer.parseInt(parts.group(group)) * 60 + Integer.parseInt(parts.group(group + 1));
    }

    @JsonValue
    @Override
    public String toString() {
        return String.format(Locale.ROOT, "%02d:%02d-%02d:%02d", from / 60, from % 60, to / 60, to % 60);
    }
}
