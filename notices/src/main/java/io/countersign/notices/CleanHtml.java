package io.countersign.notices;

import java.util.regex.Pattern;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.owasp.html.HtmlPolicyBuilder;
import org.owasp.html.PolicyFactory;

/** What remains of HTML that people wrote: text, tables and links, with their styles; nothing that runs or is loaded. */
final class CleanHtml {

    private static final Pattern CLASSES = Pattern.compile("[a-z][a-z -]{0,60}");
    private static final Pattern NUMBER = Pattern.compile("\\d{1,4}%?");
    private static final Pattern WORD = Pattern.compile("[a-z]{1,20}");

    private static final PolicyFactory POLICY = new HtmlPolicyBuilder()
            .allowElements(
                    "p",
                    "br",
                    "hr",
                    "div",
                    "span",
                    "h1",
                    "h2",
                    "h3",
                    "strong",
                    "b",
                    "em",
                    "i",
                    "u",
                    "s",
                    "small",
                    "blockquote",
                    "pre",
                    "code",
                    "ul",
                    "ol",
                    "li",
                    "table",
                    "thead",
                    "tbody",
                    "tr",
                    "th",
                    "td",
                    "a")
            .allowUrlProtocols("https", "http", "mailto")
            .allowAttributes("href")
            .onElements("a")
            .allowAttributes("class")
            .matching(CLASSES)
            .globally()
            .allowAttributes("width", "colspan", "rowspan")
            .matching(NUMBER)
            .onElements("table", "td", "th")
            .allowAttributes("align", "valign", "role", "scope")
            .matching(WORD)
            .onElements("table", "td", "th", "tr", "p", "div")
            .allowStyling()
            .toFactory();

    private CleanHtml() {}

    static String of(String html) {
        Document document = Jsoup.parseBodyFragment(html);
        // what somebody wrote in several lines stays so
        document.outputSettings().prettyPrint(false);
        for (Element style : document.select("style")) {
            InlineStyles.into(document.body(), style.data());
            style.remove();
        }
        return POLICY.sanitize(document.body().html());
    }
}
