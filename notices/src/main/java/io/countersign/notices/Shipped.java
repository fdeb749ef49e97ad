package io.countersign.notices;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.ResourceBundle;
import java.util.ResourceBundle.Control;
import java.util.concurrent.ConcurrentHashMap;

/** The templates that come with Countersign: a file for each kind and language, its first line the subject. */
public final class Shipped {

    public static final List<String> LANGUAGES = List.of("en", "de");

    private static final Control NO_OTHER_LANGUAGE = Control.getNoFallbackControl(Control.FORMAT_PROPERTIES);
    private static final ConcurrentHashMap<String, Optional<Template>> READ = new ConcurrentHashMap<>();

    private Shipped() {}

    public static Optional<Template> find(String kind, String language) {
        return READ.computeIfAbsent(
                kind + "." + language,
                name -> Resource.find("templates/" + name + ".html").map(Shipped::template));
    }

    /** What somebody gets a mail of this kind for. */
    static String why(String kind, Locale locale) {
        var words = ResourceBundle.getBundle("io.countersign.notices.why", locale, NO_OTHER_LANGUAGE);
        return words.getString(words.containsKey(kind) ? kind : NoticeKind.MESSAGE.id());
    }

    private static Template template(String file) {
        int end = file.indexOf('\n');
        return new Template(
                file.substring("Subject: ".length(), end).strip(),
                file.substring(end).strip() + "\n",
                null);
    }
}
