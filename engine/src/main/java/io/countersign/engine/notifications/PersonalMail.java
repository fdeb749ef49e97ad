package io.countersign.engine.notifications;

import io.countersign.engine.identity.UserAccount;
import io.countersign.notices.NoticeKind;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A mail to one person that no job asks for.
 *
 * @param words what the kind's template says it with, but {@code url}; times and sums are in the person's language already
 * @param path the page that it leads to, behind the sign-in; null where there is none
 * @param name says what it is about and to whom; the same name is the same mail, which is sent once
 */
public record PersonalMail(
        UserAccount to,
        Locale language,
        NoticeKind kind,
        Map<String, ?> words,
        @Nullable String path,
        Subject about,
        String name) {

    /**
     * What a mail is about; 0 where it is about none.
     */
    public record Subject(long processInstanceKey, long taskKey) {}

    /** With what every template may say. */
    public Map<String, Object> words(MailSettings settings) {
        var all = new HashMap<String, Object>(words);
        all.put("recipient", to.displayName());
        if (path != null) {
            settings.find(path).ifPresent(link -> all.put("url", link));
        }
        return all;
    }

    /** Whether a mail would reach somebody who works here. */
    public static boolean reaches(UserAccount person) {
        return person.enabled() && person.email() != null && !person.email().isBlank();
    }

    /** @param otherwise for those who have not chosen a language */
    public static Locale languageOf(UserAccount person, Locale otherwise) {
        return person.locale() == null ? otherwise : Locale.forLanguageTag(person.locale());
    }
}
