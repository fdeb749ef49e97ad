package io.countersign.engine.conversation;

import java.util.LinkedHashSet;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds who is mentioned in a text: {@code @} and a user name, where it does not belong to a word such as a mail address. */
final class MentionParser {

    private static final Pattern MENTION = Pattern.compile("(?<![\\p{L}\\p{N}._@+-])@([a-z0-9][a-z0-9._@+-]{0,99})");
    private static final Pattern PUNCTUATION_AT_END = Pattern.compile("[._@+-]$");

    private MentionParser() {}

    /**
     * The user names in the order of the text. What is no user's name is just text.
     *
     * @param exists whether somebody has that name; asked again without the full stop that may end a sentence
     */
    static Set<String> parse(String text, Predicate<String> exists) {
        var found = new LinkedHashSet<String>();
        Matcher matcher = MENTION.matcher(text);
        while (matcher.find()) {
            String name = matcher.group(1);
            while (!exists.test(name) && PUNCTUATION_AT_END.matcher(name).find()) {
                name = name.substring(0, name.length() - 1);
            }
            if (exists.test(name)) {
                found.add(name);
            }
        }
        return found;
    }
}
