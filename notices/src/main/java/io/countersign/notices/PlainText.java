package io.countersign.notices;

import org.jsoup.Jsoup;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;

/** Says in plain text what a mail's HTML says. */
final class PlainText {

    private final StringBuilder text = new StringBuilder();

    private PlainText() {}

    static String of(String html) {
        var reader = new PlainText();
        reader.children(Jsoup.parseBodyFragment(html).body());
        return reader.text
                .toString()
                .replaceAll("[ \\t\\u00a0]+\\n", "\n")
                .replaceAll("\\n{3,}", "\n\n")
                .strip();
    }

    private void children(Node parent) {
        parent.childNodes().forEach(this::read);
    }

    private void read(Node node) {
        if (node instanceof TextNode words) {
            words(words.text());
        } else if (node instanceof Element element) {
            element(element);
        }
    }

    private void element(Element element) {
        switch (element.normalName()) {
            case "br" -> text.append('\n');
            case "a" -> link(element);
            case "li" -> {
                line();
                text.append("- ");
                children(element);
            }
            case "tr" -> row(element);
            case "p", "div", "h1", "h2", "h3", "table", "ul", "ol", "blockquote", "pre", "hr" -> {
                paragraph();
                children(element);
                paragraph();
            }
            default -> children(element);
        }
    }

    private void link(Element link) {
        String address = link.attr("href");
        String words = link.text().strip();
        if (address.isEmpty() || words.equals(address)) {
            words(words);
            return;
        }
        words(words + ": " + address);
        line();
    }

    private void row(Element row) {
        line();
        var cells = row.children().stream()
                .map(Element::text)
                .filter(cell -> !cell.isBlank())
                .toList();
        if (row.select("a, p, div, table table").isEmpty()) {
            words(String.join(": ", cells));
        } else {
            children(row);
        }
        line();
    }

    private void words(String words) {
        boolean begins = text.isEmpty() || Character.isWhitespace(text.charAt(text.length() - 1));
        text.append(begins ? words.stripLeading() : words);
    }

    private void line() {
        if (!text.isEmpty() && text.charAt(text.length() - 1) != '\n') {
            text.append('\n');
        }
    }

    private void paragraph() {
        if (!text.isEmpty()) {
            line();
            text.append('\n');
        }
    }
}
