package io.countersign.notices;

import java.util.Locale;
import java.util.Map;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Document.OutputSettings.Syntax;

/** What goes around every mail. */
final class Layout {

    private static final String PAGE = Resource.text("layout.html");
    private static final String SHEET = Resource.text("layout.css");
    private static final String BODY = "<!-- body -->";

    private Layout() {}

    /** @param why what the reader gets it for */
    static String around(String clean, String subject, String why, Locale locale) {
        String page = LogicLess.fill(
                        PAGE,
                        PlainModel.of(Map.of("language", locale.toLanguageTag(), "subject", subject, "why", why)),
                        true)
                .replace(BODY, clean);
        Document document = Jsoup.parse(page);
        document.outputSettings().prettyPrint(false).syntax(Syntax.html);
        InlineStyles.into(document.body(), SHEET);
        return document.outerHtml();
    }
}
