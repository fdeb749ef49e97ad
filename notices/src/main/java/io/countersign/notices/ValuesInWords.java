package io.countersign.notices;

import io.countersign.notices.FormWords.Field;
import java.math.BigDecimal;
import java.text.NumberFormat;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.Currency;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/**
 * Values of a request, as people say them. It reads variables as the web app's {@code shared/format/values} does.
 *
 * @param yes the word for a truth
 * @param no the word for none
 */
public record ValuesInWords(FormWords form, Locale locale, String yes, String no) {

    private static final Pattern MONEY =
            Pattern.compile("amount|total|totalAmount|price|sum|cost|value|betrag|summe", Pattern.CASE_INSENSITIVE);
    private static final Set<String> CURRENCIES = Set.of("currency", "currencyCode", "waehrung");
    private static final Pattern OURS = Pattern.compile("(countersign|approver).*|approval|decision");

    /** What the form has comes first. */
    public Map<String, JsonNode> inOrder(Map<String, JsonNode> values) {
        var ordered = new LinkedHashMap<String, JsonNode>();
        form.fields().keySet().stream().filter(values::containsKey).forEach(name -> {
            JsonNode value = values.get(name);
            if (value != null) {
                ordered.put(name, value);
            }
        });
        values.forEach(ordered::putIfAbsent);
        return ordered;
    }

    /** Everything that there is to read, by what it is called. */
    public Map<String, String> facts(Map<String, JsonNode> values) {
        var facts = new LinkedHashMap<String, String>();
        inOrder(values).forEach((name, value) -> {
            String text = text(name, value, values);
            if (!OURS.matcher(name).matches() && !CURRENCIES.contains(name) && !text.isBlank()) {
                facts.put(form.of(name).map(Field::label).orElseGet(() -> humanize(name)), text);
            }
        });
        return facts;
    }

    /** What it is about in money, where it is. */
    public Optional<String> sum(Map<String, JsonNode> values) {
        return inOrder(values).entrySet().stream()
                .filter(entry -> isMoney(entry.getKey(), entry.getValue()))
                .map(entry -> money(entry.getValue().decimalValue(), unit(entry.getKey(), values)))
                .findFirst();
    }

    private static boolean isMoney(String name, JsonNode value) {
        return value.isNumber() && MONEY.matcher(name).matches();
    }

    private String text(String name, JsonNode value, Map<String, JsonNode> all) {
        if (value.isArray()) {
            return value.valueStream()
                    .map(one -> text(name, one, all))
                    .filter(text -> !text.isBlank())
                    .collect(Collectors.joining(", "));
        }
        Optional<String> option = form.of(name)
                .flatMap(field -> Optional.ofNullable(field.options().get(value.asString(""))));
        if (option.isPresent()) {
            return option.get();
        }
        if (value.isNumber()) {
            return money(
                    value.decimalValue(),
                    isMoney(name, value)
                            ? unit(name, all)
                            : form.of(name).flatMap(field -> Optional.ofNullable(field.unit())));
        }
        if (value.isBoolean()) {
            return value.booleanValue() ? yes : no;
        }
        return day(value.asString(""));
    }

    /** The currency that the request names, or what the form writes beside the sum. */
    private Optional<String> unit(String name, Map<String, JsonNode> values) {
        return CURRENCIES.stream()
                .map(values::get)
                .filter(value -> value != null && value.isString())
                .map(JsonNode::stringValue)
                .findFirst()
                .or(() -> form.of(name).flatMap(field -> Optional.ofNullable(field.unit())));
    }

    private String money(BigDecimal amount, Optional<String> unit) {
        Optional<Currency> currency = unit.flatMap(ValuesInWords::currency);
        if (currency.isPresent()) {
            NumberFormat format = NumberFormat.getCurrencyInstance(locale);
            format.setCurrency(currency.get());
            return format.format(amount);
        }
        String number = NumberFormat.getInstance(locale).format(amount);
        return unit.map(word -> number + " " + word).orElse(number);
    }

    private static Optional<Currency> currency(String code) {
        try {
            return Optional.of(Currency.getInstance(code));
        } catch (IllegalArgumentException unknown) {
            return Optional.empty();
        }
    }

    private String day(String text) {
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
