package io.countersign.notices;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jsoup.nodes.Element;
import org.jsoup.select.Selector.SelectorParseException;

/** Writes a style sheet's rules into the elements they are for: many mail programs read no style sheets. */
final class InlineStyles {

    private static final Pattern RULE = Pattern.compile("([^{}]+)\\{([^{}]*)}");
    private static final Pattern COMMENT = Pattern.compile("/\\*.*?\\*/", Pattern.DOTALL);
    private static final Pattern AT_RULE = Pattern.compile("@[^{;]+(;|\\{([^{}]*\\{[^{}]*})*[^{}]*})");

    private InlineStyles() {}

    /** Rules that come later win, and what an element says itself wins over all. */
    static void into(Element root, String sheet) {
        var styles = new LinkedHashMap<Element, StringBuilder>();
        String rules = AT_RULE.matcher(COMMENT.matcher(sheet).replaceAll("")).replaceAll("");
        Matcher rule = RULE.matcher(rules);
        while (rule.find()) {
            add(root, rule.group(1).strip(), rule.group(2).strip(), styles);
        }
        styles.forEach((element, style) -> element.attr("style", (style + element.attr("style")).strip()));
    }

    private static void add(Element root, String selector, String declarations, Map<Element, StringBuilder> styles) {
        try {
            for (Element element : root.select(selector)) {
                StringBuilder style = styles.computeIfAbsent(element, it -> new StringBuilder());
                style.append(declarations.replaceAll("\\s+", " "));
                if (!declarations.endsWith(";")) {
                    style.append(';');
                }
            }
        } catch (SelectorParseException e) {
            // a state such as :hover is of no element that is there
            return;
        }
    }
}
