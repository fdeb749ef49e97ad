package io.countersign.engine.mailapproval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import io.countersign.engine.commands.EngineCommand.TaskKind;
import io.countersign.engine.notifications.MailWords;
import io.countersign.engine.tasks.TaskState;
import io.countersign.engine.tasks.TaskSummary;
import io.countersign.notices.FormWords;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class RequestInWordsTests {

    private static final String FORM = """
            {"components": [
              {"type": "group", "components": [
                {"key": "item", "label": "What", "type": "textfield"},
                {"key": "amount", "label": "Sum", "type": "number", "appearance": {"suffixAdorner": "EUR"}}]},
              {"key": "kind", "label": "=expression", "dateLabel": "Kind", "values": [{"value": "a", "label": "Of use"}]},
              {"key": "weight", "label": "Weight", "appearance": {"suffixAdorner": "kg"}}]}
            """;

    @Test
    void usesTheFormsOrderAndWords() {
        RequestInWords request = read(
                "{'kind': 'a', 'weight': 1200.5, 'amount': 740, 'item': 'Forklift', 'neededBy': '2026-12-01'}",
                FORM,
                Locale.ENGLISH);

        assertThat(request.what()).isEqualTo("Forklift, €740.00");
        assertThat(request.facts())
                .containsExactly(
                        entry("What", "Forklift"),
                        entry("Sum", "€740.00"),
                        entry("Kind", "Of use"),
                        entry("Weight", "1,200.5 kg"),
                        entry("Needed by", "Dec 1, 2026"));
    }

    @Test
    void doesWithoutAForm() {
        RequestInWords request = read(
                "{'title': ' Trip ', 'total': 12.5, 'currency': 'CHF', 'urgent': true, 'approvers': 'x'}",
                null,
                Locale.GERMAN);

        assertThat(request.what()).startsWith("Trip, 12,50").contains("CHF");
        assertThat(request.facts().keySet()).containsExactly("Title", "Total", "Urgent");
        assertThat(request.facts()).containsEntry("Urgent", "Ja");
    }

    @Test
    void saysTheTasksNameWhereTheRequestSaysNothing() {
        assertThat(read("{'total': 'much', 'currency': 'none'}", null, Locale.ENGLISH)
                        .what())
                .isEqualTo("Approve it");
    }

    private static RequestInWords read(String variables, @Nullable String form, Locale locale) {
        JsonMapper json = JsonMapper.shared();
        Map<String, JsonNode> summary = new LinkedHashMap<>();
        json.readTree(variables.replace('\'', '"'))
                .properties()
                .forEach(one -> summary.put(one.getKey(), one.getValue()));
        return RequestInWords.of(
                task(summary),
                FormWords.of(form == null ? null : json.readTree(form)),
                new MailWords("io.countersign.engine.mailapproval.mail", locale));
    }

    private static TaskSummary task(Map<String, JsonNode> summary) {
        return new TaskSummary(
                "1",
                TaskKind.JOB,
                "Approve it",
                "approve",
                "2",
                "3",
                "p",
                "Purchase",
                TaskState.OPEN,
                null,
                null,
                null,
                null,
                List.of(),
                List.of(),
                null,
                null,
                null,
                List.of(),
                null,
                50,
                null,
                null,
                null,
                null,
                summary,
                true,
                false,
                null,
                null,
                null,
                null);
    }
}
