package io.countersign.workers.notifications;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class HookTextTests {

    private static final Notification NOTICE = new Notification(
            1,
            null,
            null,
            "<a@example.com>",
            List.of(),
            List.of(),
            "Ben mentioned you",
            "Ben mentioned you:\n\nSee \"this\".\n\n-- \nYou get this mail because …\n",
            "<p>…</p>",
            0,
            null,
            Map.of(),
            Instant.EPOCH,
            List.of());

    @Test
    void saysItAsChatsTakeIt() {
        assertThat(read("https://hooks.example.com/x").path("text").stringValue())
                .isEqualTo("Ben mentioned you\n\nBen mentioned you:\n\nSee \"this\".");
    }

    @Test
    void makesACardWhereOneIsWanted() {
        JsonNode card = read("https://prod-1.westeurope.logic.azure.com/workflows/x")
                .path("attachments")
                .path(0)
                .path("content");

        assertThat(card.path("type").stringValue()).isEqualTo("AdaptiveCard");
        assertThat(card.path("body")).hasSize(3);
    }

    private static JsonNode read(String address) {
        return new JsonMapper().readTree(HookText.of(NOTICE, address));
    }
}
