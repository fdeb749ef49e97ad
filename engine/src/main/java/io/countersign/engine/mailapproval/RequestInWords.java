package io.countersign.engine.mailapproval;

import io.countersign.engine.mailapproval.FormWords.Field;
import io.countersign.engine.notifications.MailWords;
import io.countersign.engine.tasks.TaskSummary;
import java.math.BigDecimal;
import java.text.NumberFormat;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.ArrayList;
import java.util.Currency;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/**
 * What a task is about, as people say it. It reads variables as the web app's {@code shared/format/values} does.
 *
 * @param what in a line: the subject and the sum where the request has them, otherwise what the task is called
 * @param facts what else there is to know, by what it is called
 */
record RequestInWords(String what, Map<String, String> facts) {

    private static final Pattern MONEY =
            Pattern.compile("amount|total|totalAmount|price|sum|cost|value|betrag|summe", Pattern.CASE_INSENSITIVE);
    private static final Set<String> CURRENCIES = Set.of("currency", "currencyCode", "waehrung");
    private static final List<String> SUBJECTS = List.of("title", "subject", "item", "what", "description", "reason");
    private static final Pattern OURS = Pattern.compile("(countersign|approver).*|approval|decision");

    static RequestInWords of(TaskSummary task, FormWords form, MailWords words) {
        Map<String, JsonNode> values = inOrder(task.summary(), form);
        var facts = new LinkedHashMap<String, String>();
        values.forEach((name, value) -> {
            String text = text(name, value, values, form, words);
            if (!OURS.matcher(name).matches() && !CURRENCIES.contains(name) && !text.isBlank()) {
                facts.put(form.of(name).map(Field::label).orElseGet(() -> humanize(name)), text);
            }
        });
        List<String> line = Stream.of(subject(values), sum(values, form, words.locale()))
                .flatMap(Optional::stream)
                .toList();
        return new RequestInWords(line.isEmpty() ? nameOf(task) : String.join(", ", line), facts);
    }

    /** What the form has comes first. */
    private static Map<String, JsonNode> inOrder(Map<String, JsonNode> summary, FormWords form) {
        var ordered = new LinkedHashMap<String, JsonNode>();
        form.fields().keySet().stream().filter(summary::containsKey).forEach(name -> {
            JsonNode value = summary.get(name);
            if (value != null) {
                ordered.put(name, value);
            }
        });
        summary.forEach(ordered::putIfAbsent);
        return ordered;
    }

    static String nameOf(TaskSummary task) {
        return Objects.requireNonNullElse(task.name(), processOf(task));
    }

    /** With the business key, where the request has one. */
    static String processOf(TaskSummary task) {
        var parts = new ArrayList<String>();
        parts.add(Objects.requireNonNullElse(task.processName(), task.processId()));
        if (task.businessKey() != null) {
            parts.add(task.businessKey());
        }
        return String.join(" · ", parts);
    }

    private static Optional<String> subject(Map<String, JsonNode> values) {
        return SUBJECTS.stream()
                .map(values::get)
                .filter(value -> value != null
                        && value.isString()
                        && !value.stringValue().isBlank())
                .map(value -> value.stringValue().strip())
                .findFirst();
    }

    private static Optional<String> sum(Map<String, JsonNode> values, FormWords form, Locale locale) {
        return values.entrySet().stream()
                .filter(entry -> isMoney(entry.getKey(), entry.getValue()))
                .map(entry -> money(entry.getValue().decimalValue(), unit(entry.getKey(), values, form), locale))
                .findFirst();
    }

    private static boolean isMoney(String name, JsonNode value) {
        return value.isNumber() && MONEY.matcher(name).matches();
    }

    private static String text(
            String name, JsonNode value, Map<String, JsonNode> all, FormWords form, MailWords words) {
        Optional<String> option = form.of(name)
                .flatMap(field -> Optional.ofNullable(field.options().get(value.asString(""))));
        if (option.isPresent()) {
            return option.get();
        }
        if (value.isNumber()) {
            return money(
                    value.decimalValue(),
                    isMoney(name, value)
                            ? unit(name, all, form)
                            : form.of(name).flatMap(field -> Optional.ofNullable(field.unit())),
                    words.locale());
        }
        if (value.isBoolean()) {
            return words.say(value.booleanValue() ? "yes" : "no");
        }
        return day(value.asString(""), words.locale());
    }

    /** The currency that the request names, or what the form writes beside the sum. */
    private static Optional<String> unit(String name, Map<String, JsonNode> values, FormWords form) {
        return CURRENCIES.stream()
                .map(values::get)
                .filter(value -> value != null && value.isString())
                .map(JsonNode::stringValue)
                .findFirst()
                .or(() -> form.of(name).flatMap(field -> Optional.ofNullable(field.unit())));
    }

    private static String money(BigDecimal amount, Optional<String> unit, Locale locale) {
        Optional<Currency> currency = unit.flatMap(RequestInWords::currency);
        if (currency.isPresent()) {
            return inCurrency(currency.get(), locale).format(amount);
        }
        String number = NumberFormat.getInstance(locale).format(amount);
        return unit.map(word -> number + " " + word).orElse(number);
    }

    private static NumberFormat inCurrency(Currency currency, Locale locale) {
        NumberFormat format = NumberFormat.getCurrencyInstance(locale);
        format.setCurrency(currency);
        return format;
    }

    private static Optional<Currency> currency(String code) {
        try {
            return Optional.of(Currency.getInstance(code));
        } catch (IllegalArgumentException unknown) {
            return Optional.empty();
        }
    }

    private static String day(String text, Locale locale) {
        try {
            return DateTimeFormatter.ofLocalizedDate(FormatStyle.MEDIUM)
                    .withLocale(locale)
                    .format(LocalDate.parse(text));
        } catch (DateTimeException noDay) {
            return text.strip();
        }
    }

    /** "costCenter" becomes "Cost center". */
    private static String humanize(String name) {
        String words = name.replaceAll("[_-]+", " ")
                .replaceAll("([a-z\\d])([A-Z])", "$1 $2")
                .strip()
                .toLowerCase(Locale.ROOT);
        return words.isEmpty() ? name : words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
    }
}
