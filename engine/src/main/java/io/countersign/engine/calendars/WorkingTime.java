package io.countersign.engine.calendars;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How long something takes in working time, as ISO 8601 writes it: {@code P2D} are two working days, {@code PT5H} five working hours.
 * Days come first.
 */
public record WorkingTime(int days, Duration time) {

    private static final Pattern TEXT =
            Pattern.compile("P(?:(\\d{1,4})D)?(?:T(?:(\\d{1,5})H)?(?:(\\d{1,7})M)?(?:(\\d{1,9})S)?)?");
    private static final int MOST_DAYS = 1000;
    private static final Duration MOST_TIME = Duration.ofHours(10_000);

    /** @throws IllegalArgumentException saying why it is none */
    public static WorkingTime parse(String text) {
        Matcher parts = TEXT.matcher(text.strip());
        if (!parts.matches() || text.strip().endsWith("P") || text.strip().endsWith("T")) {
            throw new IllegalArgumentException('"' + shortened(text)
                    + "\" is no working time such as P2D (two working days) or PT4H (four working hours)");
        }
        int days = (int) number(parts.group(1));
        Duration time = Duration.ofHours(number(parts.group(2)))
                .plusMinutes(number(parts.group(3)))
                .plusSeconds(number(parts.group(4)));
        if (days > MOST_DAYS || time.compareTo(MOST_TIME) > 0) {
            throw new IllegalArgumentException(
                    '"' + shortened(text) + "\" is more than 1000 working days or 10000 hours");
        }
        return new WorkingTime(days, time);
    }

    private static long number(@Nullable String digits) {
        return digits == null ? 0 : Long.parseLong(digits);
    }

    private static String shortened(String text) {
        return text.length() <= 40 ? text : text.substring(0, 40) + "…";
    }
}
