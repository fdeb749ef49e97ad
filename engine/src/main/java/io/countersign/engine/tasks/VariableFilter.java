package io.countersign.engine.tasks;

import io.countersign.engine.readmodel.Condition;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * A condition on a small variable of a task's instance, as people write it: {@code amount>=1000}, {@code costCentre=4711},
 * {@code supplier=North*}, {@code travelDate<2026-12-24}, {@code note="1000"}. Texts are compared without regard to case. What something is
 * not ({@code !=}) is also a variable that is not there.
 */
final class VariableFilter {

    private static final Pattern SYNTAX =
            Pattern.compile("\\s*([^=<>!\"]{1,100}?)\\s*(!=|>=|<=|=|>|<)\\s*(.{0,200}?)\\s*", Pattern.DOTALL);
    private static final Pattern NUMBER =
            Pattern.compile("-?(0|[1-9][0-9]{0,29})([.][0-9]{1,30})?([eE][+-]?[0-9]{1,2})?");
    private static final Pattern DATE = Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}");

    /** As the migration spells it, or its index is not used. */
    private static final String ROOT = "v.scope_key = v.process_instance_key and octet_length(v.name) <= 200 and ";

    private static final String NUMBERS = ROOT + "variable_number(v.value) is not null and v.name = ?";
    private static final String TEXTS =
            ROOT + "octet_length(v.value) <= 200 and ascii(v.value) in (34, 102, 116) and v.name = ?";
    private static final String TEXT = "lower(v.value) collate \"C\"";

    /** After everything that goes on from where it stands. */
    private static final String LAST = Character.toString(Character.MAX_CODE_POINT);

    private static final String FIRST_DATE = "\"0";
    private static final String AFTER_DATES = "\":";

    private final String name;
    private final String operator;
    private final List<Condition> alternatives = new ArrayList<>();

    private VariableFilter(String name, String operator) {
        this.name = name;
        this.operator = operator;
    }

    /** @throws IllegalArgumentException whose message completes "variable …" */
    static TaskFilter parse(String text) {
        Matcher syntax = SYNTAX.matcher(text);
        if (!syntax.matches() || text.indexOf('\0') >= 0) {
            throw new IllegalArgumentException(
                    "has to be a name, one of = != < <= > >=, and a value, such as amount>=1000");
        }
        var filter = new VariableFilter(syntax.group(1), syntax.group(2));
        filter.compareWith(syntax.group(3));
        return filter.toTaskFilter();
    }

    private boolean isOrder() {
        return operator.startsWith("<") || operator.startsWith(">");
    }

    private void compareWith(String value) {
        if (value.isEmpty()) {
            throw new IllegalArgumentException(name + operator + " needs a value");
        }
        boolean quoted = value.length() > 1 && value.startsWith("\"") && value.endsWith("\"");
        boolean isNumber = NUMBER.matcher(value).matches();
        LocalDate date = quoted || isNumber ? null : date(value);
        if (isOrder() && !isNumber && date == null) {
            throw new IllegalArgumentException(
                    name + operator + " needs a number or a date, such as 1000 or 2026-12-24");
        }
        if (isNumber) {
            number(new BigDecimal(value));
        }
        if (date != null) {
            dates(date);
        } else if (!isOrder()) {
            text(quoted ? value.substring(1, value.length() - 1) : value, quoted);
        }
    }

    private static @Nullable LocalDate date(String value) {
        try {
            return DATE.matcher(value).matches() ? LocalDate.parse(value) : null;
        } catch (DateTimeException noSuchDay) {
            throw new IllegalArgumentException("has " + value + ", and there is no such day");
        }
    }

    private void number(BigDecimal number) {
        String sign = operator.equals("!=") ? "=" : operator;
        alternatives.add(Condition.of(NUMBERS + " and variable_number(v.value) " + sign + " ?", name, number));
    }

    /** Dates, and times that begin with one. */
    private void dates(LocalDate date) {
        String from = "\"" + date;
        String after = "\"" + date.plusDays(1);
        switch (operator) {
            case ">=" -> range(from, AFTER_DATES);
            case ">" -> range(after, AFTER_DATES);
            case "<" -> range(FIRST_DATE, from);
            case "<=" -> range(FIRST_DATE, after);
            default -> range(from, from + LAST);
        }
    }

    private void text(String value, boolean quoted) {
        boolean isBeginning = !quoted && value.endsWith("*");
        String text = isBeginning ? value.substring(0, value.length() - 1) : value;
        String json = JsonNodeFactory.instance.stringNode(text).toString().toLowerCase(Locale.ROOT);
        if (isBeginning) {
            String beginning = json.substring(0, json.length() - 1);
            range(beginning, beginning + LAST);
            return;
        }
        alternatives.add(Condition.of(TEXTS + " and " + TEXT + " = ?", name, json));
        if (!quoted && (text.equals("true") || text.equals("false"))) {
            alternatives.add(Condition.of(TEXTS + " and " + TEXT + " = ?", name, text));
        }
    }

    private void range(String from, String before) {
        alternatives.add(Condition.of(TEXTS + " and " + TEXT + " >= ? and " + TEXT + " < ?", name, from, before));
    }

    private TaskFilter toTaskFilter() {
        Condition found = any(
                alternative ->
                        "exists (select from variable v where v.process_instance_key = t.process_instance_key and "
                                + alternative + ")",
                " or ");
        if (operator.equals("!=")) {
            return new TaskFilter(new Condition("not " + found.sql(), found.parameters()), null);
        }
        Condition instances = any(
                alternative -> "(select v.process_instance_key from variable v where " + alternative + " limit "
                        + (TaskFilter.MAX_HITS + 1) + ")",
                " union all ");
        return new TaskFilter(
                found,
                new Condition(
                        "select t.key as task_key from " + instances.sql()
                                + " hit left join task t on t.process_instance_key = hit.process_instance_key and t.state = 'OPEN'",
                        instances.parameters()));
    }

    private Condition any(UnaryOperator<String> each, String word) {
        var parameters = new ArrayList<@Nullable Object>();
        var sql = new ArrayList<String>();
        for (Condition alternative : alternatives) {
            sql.add(each.apply(alternative.sql()));
            parameters.addAll(alternative.parameters());
        }
        return new Condition("(" + String.join(word, sql) + ")", parameters);
    }
}
