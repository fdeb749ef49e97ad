package io.countersign.workers.notifications;

import io.countersign.notices.Written;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import tools.jackson.databind.json.JsonMapper;

/** A notice as chats take it. */
final class HookText {

    private static final JsonMapper JSON = new JsonMapper();
    private static final Pattern PARAGRAPH = Pattern.compile("\\n\\n+");
    private static final int LONGEST = 4_000;

    /** Teams' workflows want a card; everybody else takes plain text. */
    private static final List<String> WANT_CARDS = List.of(".logic.azure.com", ".powerplatform.com");

    private HookText() {}

    static String of(Notification notice, String address) {
        String text = text(notice);
        return JSON.writeValueAsString(wantsCard(address) ? card(text) : Map.of("text", text));
    }

    private static String text(Notification notice) {
        String text = notice.subject() + "\n\n" + Written.body(notice.text());
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "…";
    }

    private static boolean wantsCard(String address) {
        String host = URI.create(address).getHost();
        return host != null && WANT_CARDS.stream().anyMatch(host.toLowerCase(Locale.ROOT)::endsWith);
    }

    private static Map<String, Object> card(String text) {
        List<Map<String, Object>> blocks = PARAGRAPH
                .splitAsStream(text)
                .map(block -> Map.<String, Object>of("type", "TextBlock", "text", block, "wrap", true))
                .toList();
        var card = Map.of("type", "AdaptiveCard", "version", "1.4", "body", blocks);
        var attachment = Map.of("contentType", "application/vnd.microsoft.card.adaptive", "content", card);
        return Map.of("type", "message", "attachments", List.of(attachment));
    }
}
