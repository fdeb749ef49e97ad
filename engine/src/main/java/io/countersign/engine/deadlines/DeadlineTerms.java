package io.countersign.engine.deadlines;

import io.countersign.engine.calendars.WorkingTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What a model says of the time that a task has.
 *
 * @param due from the task's appearance on; null where the task's own due date holds
 * @param reminders before it is due
 * @param escalate after it is due; null for never
 * @param escalateTo user names and groups; empty where a manager is to be found
 * @param expire after it is due; null for never
 * @param onExpiry what happens then
 */
record DeadlineTerms(
        @Nullable WorkingTime due,
        List<WorkingTime> reminders,
        @Nullable WorkingTime escalate,
        List<String> escalateTo,
        @Nullable WorkingTime expire,
        OnExpiry onExpiry) {

    private static final Set<String> SETTINGS = Set.of("due", "remind", "escalate", "escalateTo", "expire", "calendar");
    private static final Pattern LIST = Pattern.compile("\\s*,\\s*");
    private static final int MOST_REMINDERS = 10;
    private static final int MOST_NAMES = 50;

    /** What becomes of a task that nobody has decided. It is never approved. */
    enum OnExpiry {
        KEEP,
        REJECT,
        ESCALATE
    }

    /**
     * Strict, as a misspelt {@code escalate} would let a task wait for ever.
     *
     * @param approval the task's policy, null for a plain task, which can't be rejected
     * @throws IllegalArgumentException saying what is not understood
     */
    static DeadlineTerms of(JsonNode deadline, @Nullable JsonNode approval) {
        if (!deadline.isObject()) {
            throw new IllegalArgumentException("deadline has to be set by settings such as deadline.due");
        }
        for (String setting : deadline.propertyNames()) {
            if (!SETTINGS.contains(setting)) {
                throw new IllegalArgumentException("deadline." + setting + " is not a setting of a deadline");
            }
        }
        return new DeadlineTerms(
                time(deadline, "due"),
                texts(deadline, "remind", MOST_REMINDERS).stream()
                        .map(text -> parse("remind", text))
                        .toList(),
                time(deadline, "escalate"),
                texts(deadline, "escalateTo", MOST_NAMES),
                time(deadline, "expire"),
                onExpiry(approval));
    }

    private static OnExpiry onExpiry(@Nullable JsonNode approval) {
        String text = approval == null ? "" : approval.path("onExpiry").asString("");
        return switch (text.strip().toLowerCase(Locale.ROOT)) {
            case "", "keep" -> OnExpiry.KEEP;
            case "reject" -> OnExpiry.REJECT;
            case "escalate" -> OnExpiry.ESCALATE;
            default ->
                throw new IllegalArgumentException(
                        "approval.onExpiry \"" + text + "\" is none of keep, reject and escalate");
        };
    }

    private static @Nullable WorkingTime time(JsonNode deadline, String setting) {
        List<String> texts = texts(deadline, setting, 1);
        return texts.isEmpty() ? null : parse(setting, texts.getFirst());
    }

    private static WorkingTime parse(String setting, String text) {
        try {
            return WorkingTime.parse(text);
        } catch (IllegalArgumentException unclear) {
            throw new IllegalArgumentException("deadline." + setting + ": " + unclear.getMessage(), unclear);
        }
    }

    /** A text, texts with commas between them, or a list; what is empty or null counts as not set. */
    private static List<String> texts(JsonNode deadline, String setting, int most) {
        JsonNode value = deadline.path(setting);
        var texts = new ArrayList<String>();
        if (value.isArray()) {
            value.forEach(item -> texts.add(text(setting, item)));
        } else if (!value.isMissingNode() && !value.isNull()) {
            texts.addAll(List.of(LIST.split(text(setting, value))));
        }
        texts.removeIf(String::isBlank);
        if (texts.size() > most) {
            throw new IllegalArgumentException(
                    "deadline." + setting + " may have at most " + most + (most == 1 ? " value" : " values"));
        }
        return texts.stream().map(String::strip).toList();
    }

    private static String text(String setting, JsonNode value) {
        if (!value.isString()) {
            throw new IllegalArgumentException("deadline." + setting + " has to be a text");
        }
        return value.stringValue();
    }
}
