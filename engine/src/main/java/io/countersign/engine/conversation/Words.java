package io.countersign.engine.conversation;

import io.countersign.engine.web.Problem;
import io.countersign.engine.web.Problem.FieldError;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Text that people write. */
@Component
class Words {

    private final ConversationSettings settings;

    Words(ConversationSettings settings) {
        this.settings = settings;
    }

    /**
     * Without blank space around it.
     *
     * @throws Problem 422 where there is nothing or too much
     */
    String check(@Nullable String text) {
        String words = text == null ? "" : text.strip();
        if (words.isEmpty()) {
            throw unfit("Write something first.", "is empty");
        }
        if (words.length() > settings.maxText()) {
            throw unfit(
                    "The text has %d characters; %d are allowed. Attach a file for more."
                            .formatted(words.length(), settings.maxText()),
                    "may have at most " + settings.maxText() + " characters");
        }
        return words;
    }

    private static Problem unfit(String detail, String message) {
        return Problem.unprocessable(
                "text-does-not-fit", "The text does not fit", detail, new FieldError("text", message));
    }
}
