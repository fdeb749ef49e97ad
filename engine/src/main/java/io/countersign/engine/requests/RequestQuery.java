package io.countersign.engine.requests;

import io.countersign.engine.web.Problem;
import io.countersign.engine.web.Problem.FieldError;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Which of somebody's requests are wanted.
 *
 * @param words all of them have to fit
 */
public record RequestQuery(State state, List<String> words) {

    private static final int LONGEST = 200;
    private static final int MOST_WORDS = 8;

    /** How far a request has come. */
    public enum State {
        ALL,
        OPEN,
        ENDED
    }

    /** @throws Problem 400 where the text is too long to be searched for */
    public static RequestQuery of(State state, @Nullable String text) {
        if (text != null && text.length() > LONGEST) {
            throw Problem.badRequest(
                    "invalid-request",
                    "The request does not fit",
                    "q has at most " + LONGEST + " characters.",
                    new FieldError("q", "has at most " + LONGEST + " characters"));
        }
        return new RequestQuery(
                state,
                text == null
                        ? List.of()
                        : Stream.of(text.replace('\0', ' ').split("\\s+"))
                                .filter(word -> !word.isEmpty())
                                .limit(MOST_WORDS)
                                .toList());
    }

    /** As {@code ilike} wants them. */
    String[] patterns() {
        return words.stream()
                .map(word -> "%" + word.replaceAll("([\\\\%_])", "\\\\$1") + "%")
                .toArray(String[]::new);
    }
}
