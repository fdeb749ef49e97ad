package io.countersign.standalone.pages;

import org.springframework.web.util.HtmlUtils;

/** A small page in the product's look, without any script; both themes, also on a phone. */
public final class Page {

    private static final String STYLE = """
            :root { color-scheme: light dark; --ground: light-dark(#fff, #131417); --text: light-dark(#1b1d22, #e7e8ea);
              --soft: light-dark(#5b6068, #a0a5ad); --line: light-dark(#e4e6e9, #2a2d33); --accent: light-dark(#3b55d9, #8ea2ff);
              --good: light-dark(#157347, #6fcf97); --bad: light-dark(#b42318, #ff9b8f); }
            * { box-sizing: border-box; }
            body { margin: 0 auto; max-width: 1040px; padding: 24px 16px 64px; background: var(--ground); color: var(--text);
              font: 16px/1.5 "Inter Variable", Inter, system-ui, sans-serif; font-variant-numeric: tabular-nums; }
            nav { display: flex; flex-wrap: wrap; gap: 4px 24px; padding-bottom: 16px; border-bottom: 1px solid var(--line); }
            nav a { display: inline-flex; min-height: 44px; align-items: center; }
            nav a[aria-current] { color: var(--text); font-weight: 600; text-decoration: none; }
            a { color: var(--accent); }
            :focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; }
            h1 { font-size: 24px; line-height: 1.25; margin: 32px 0 8px; }
            p, dt { color: var(--soft); margin: 0 0 16px; }
            .scroll { overflow-x: auto; }
            table { width: 100%; border-collapse: collapse; }
            caption { text-align: left; color: var(--soft); padding-bottom: 8px; }
            th, td { text-align: left; padding: 12px 16px 12px 0; border-bottom: 1px solid var(--line); vertical-align: top; }
            th { font-size: 14px; font-weight: 500; color: var(--soft); }
            td.number, th.number { text-align: right; }
            time, .soft { color: var(--soft); }
            .good { color: var(--good); } .bad { color: var(--bad); }
            dl { display: grid; grid-template-columns: max-content 1fr; gap: 4px 24px; margin: 24px 0; }
            dt, dd { margin: 0; overflow-wrap: anywhere; }
            pre { white-space: pre-wrap; overflow-wrap: anywhere; font: inherit; border-top: 1px solid var(--line); padding-top: 24px; margin: 0; }
            iframe { width: 100%; height: 60vh; border: 1px solid var(--line); background: #fff; }
            """;

    private Page() {}

    /** The whole page; the title is escaped here, the body is HTML already. */
    public static String html(String title, String path, String body) {
        var links = link("/", "Countersign", path)
                + link("/mailbox", "Mailbox", path)
                + link("/order-system", "Order system", path);
        return """
                <!doctype html>
                <html lang="en">
                <head>
                <meta charset="utf-8">
                <meta name="viewport" content="width=device-width, initial-scale=1">
                <title>%1$s · Countersign demo</title>
                <style>
                %2$s</style>
                </head>
                <body>
                <nav aria-label="Demo tools">%3$s</nav>
                <main>
                <h1>%1$s</h1>
                %4$s
                </main>
                </body>
                </html>
                """.formatted(escape(title), STYLE, links, body);
    }

    private static String link(String target, String text, String path) {
        var current = target.equals(path) ? " aria-current=\"page\"" : "";
        return "<a href=\"%s\"%s>%s</a>".formatted(target, current, text);
    }

    /** Text as it may stand in an element or a quoted attribute. */
    public static String escape(String text) {
        return HtmlUtils.htmlEscape(text, "UTF-8");
    }
}
