package io.countersign.notices;

import com.samskivert.mustache.MustacheException;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Puts what is to be said into the words of a template, in the reader's language or the next best one. */
public final class WriteNotice {

    private static final Logger LOG = LoggerFactory.getLogger(WriteNotice.class);
    private static final int LONGEST_SUBJECT = 250;

    private final TemplateSource own;

    /** A template, and the language it is in. */
    private record Found(Template template, Locale locale) {}

    public WriteNotice(TemplateSource own) {
        this.own = own;
    }

    /** Whatever an organisation's own template does, the mail is written: by what ships, if need be. */
    public Written write(NoticeKind kind, Locale locale, Map<String, ?> words) {
        Found found = find(kind.id(), locale).orElseThrow();
        try {
            return fill(kind.id(), found.template(), found.locale(), words);
        } catch (MustacheException | LogicLess.TooMuch e) {
            LOG.error("the organisation's template {} ({}) can't be used", kind.id(), found.locale(), e);
            return fill(kind.id(), Shipped.find(kind.id(), "en").orElseThrow(), Locale.ENGLISH, words);
        }
    }

    /**
     * By a template that only an organisation knows.
     *
     * @return empty where there is none in any language
     * @throws UnusableTemplate where it can't be filled in with these words
     */
    public Optional<Written> write(String kind, Locale locale, Map<String, ?> words) {
        return find(kind, locale).map(found -> preview(kind, found.template(), found.locale(), words));
    }

    /** A page of its own, by what ships if the organisation's own template can't be used: nothing goes around it. */
    public Page page(NoticeKind kind, Locale locale, Map<String, ?> words) {
        Found found = find(kind.id(), locale).orElseThrow();
        try {
            return page(found, words);
        } catch (MustacheException | LogicLess.TooMuch e) {
            LOG.error("the organisation's template {} ({}) can't be used", kind.id(), found.locale(), e);
            return page(new Found(Shipped.find(kind.id(), "en").orElseThrow(), Locale.ENGLISH), words);
        }
    }

    /**
     * The same by a template that only an organisation knows.
     *
     * @return empty where there is none in any language
     * @throws UnusableTemplate where it can't be filled in with these words
     */
    public Optional<Page> page(String kind, Locale locale, Map<String, ?> words) {
        try {
            return find(kind, locale).map(found -> page(found, words));
        } catch (MustacheException | LogicLess.TooMuch e) {
            throw new UnusableTemplate(String.valueOf(e.getMessage()), e);
        }
    }

    /** @throws UnusableTemplate where it can't be filled in with these words */
    public Written preview(String kind, Template template, Locale locale, Map<String, ?> words) {
        try {
            return fill(kind, template, locale, words);
        } catch (MustacheException | LogicLess.TooMuch e) {
            throw new UnusableTemplate(String.valueOf(e.getMessage()), e);
        }
    }

    /** A mail whose words are there already. */
    public Written letter(String subject, String html, Locale locale) {
        String clean = CleanHtml.of(html);
        return around(NoticeKind.MESSAGE.id(), oneLine(subject), clean, PlainText.of(clean), locale);
    }

    private static Page page(Found found, Map<String, ?> words) {
        var plain = PlainModel.of(new LinkedHashMap<>(words));
        return new Page(
                oneLine(LogicLess.fill(found.template().subject(), plain, false)),
                CleanHtml.of(LogicLess.fill(found.template().html(), plain, true)),
                found.locale());
    }

    private static Written fill(String kind, Template template, Locale locale, Map<String, ?> words) {
        var plain = PlainModel.of(new LinkedHashMap<>(words));
        String subject = oneLine(LogicLess.fill(template.subject(), plain, false));
        String clean = CleanHtml.of(LogicLess.fill(template.html(), plain, true));
        String text = template.text() == null ? PlainText.of(clean) : LogicLess.fill(template.text(), plain, false);
        return around(kind, subject, clean, text, locale);
    }

    private static Written around(String kind, String subject, String clean, String text, Locale locale) {
        String why = Shipped.why(kind, locale);
        return Written.over(why, subject, Layout.around(clean, subject, why, locale), text);
    }

    private Optional<Found> find(String kind, Locale wanted) {
        for (Locale locale : languages(wanted)) {
            String language = locale.toLanguageTag();
            Optional<Template> template = own.find(kind, language).or(() -> Shipped.find(kind, language));
            if (template.isPresent()) {
                return template.map(it -> new Found(it, locale));
            }
        }
        return Optional.empty();
    }

    /** As the reader has it, without the country, and the languages that ship. */
    private static Iterable<Locale> languages(Locale wanted) {
        var languages = new LinkedHashSet<Locale>();
        languages.add(wanted);
        languages.add(Locale.of(wanted.getLanguage()));
        languages.addAll(List.of(Locale.ENGLISH, Locale.GERMAN));
        return languages;
    }

    /** What HTML that somebody else wrote says in plain text. */
    public static String textOf(String html) {
        return PlainText.of(CleanHtml.of(html));
    }

    /** A subject as it can be sent: a line break would begin another header. */
    public static String oneLine(String subject) {
        String line = subject.replaceAll("\\p{Cntrl}+", " ").strip();
        return line.length() <= LONGEST_SUBJECT ? line : line.substring(0, LONGEST_SUBJECT) + "…";
    }
}
