package io.countersign.engine.notifications;

import java.text.MessageFormat;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.Locale;
import java.util.ResourceBundle;
import java.util.ResourceBundle.Control;

/** What a mail says, in one language. */
public final class MailWords {

    private static final Control NO_OTHER_LANGUAGE = Control.getNoFallbackControl(Control.FORMAT_PROPERTIES);

    private final ResourceBundle words;
    private final Locale locale;

    /** @param bundle the name of a resource bundle of message formats, English where there is no file for the language */
    public MailWords(String bundle, Locale locale) {
        this.words = ResourceBundle.getBundle(bundle, locale, NO_OTHER_LANGUAGE);
        this.locale = locale;
    }

    public Locale locale() {
        return locale;
    }

    public String say(String key, Object... arguments) {
        return new MessageFormat(words.getString(key), locale).format(arguments);
    }

    public String day(Instant at) {
        return DateTimeFormatter.ofLocalizedDate(FormatStyle.LONG)
                .withLocale(locale)
                .format(at.atOffset(ZoneOffset.UTC));
    }
}
