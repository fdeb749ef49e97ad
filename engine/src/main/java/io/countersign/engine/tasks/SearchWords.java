package io.countersign.engine.tasks;

import io.countersign.engine.readmodel.Condition;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What people type to find a task: words that all of them begin something in it. They are looked for in its name and its process's,
 * in small variables, in the name of the requester, in the business key, and among keys.
 */
final class SearchWords {

    static final int MAX_LENGTH = 200;

    private static final int MAX_WORDS = 8;
    private static final int MIN_KEY_LENGTH = 10;
    private static final Pattern MEANS_SOMETHING = Pattern.compile(".*[\\p{L}\\p{N}].*");
    private static final Pattern KEY = Pattern.compile("[0-9]{" + MIN_KEY_LENGTH + ",18}");
    private static final Pattern SPACE = Pattern.compile("\\s+");

    private static final String PEOPLE =
            "select username from app_user where starts_with(lower(username), ?) or strpos(' ' || lower(display_name), ?) > 0";

    private static final String OPEN_BY_KEY =
            "select t.key from task t where t.state = 'OPEN' and (t.key = ? or t.process_instance_key = ?)";

    private SearchWords() {}

    static List<TaskFilter> parse(String search) {
        return Arrays.stream(SPACE.split(search.replace('\0', ' ').toLowerCase(Locale.ROOT)))
                .filter(word -> MEANS_SOMETHING.matcher(word).matches())
                .distinct()
                .limit(MAX_WORDS)
                .map(SearchWords::filter)
                .toList();
    }

    private static TaskFilter filter(String word) {
        boolean isKey = KEY.matcher(word).matches();
        return new TaskFilter(check(word, isKey), hits(word, isKey));
    }

    private static Condition check(String word, boolean isKey) {
        var places = new ArrayList<Condition>();
        places.add(Condition.of(
                "case when t.state = 'OPEN' then exists (select from task_search s where s.task_key = t.key"
                        + " and s.words @@ to_tsquery('simple', ?)) else task_words(t) @@ to_tsquery('simple', ?) end",
                query(word),
                query(word)));
        places.add(RequestFilter.check(Condition.any(List.of(businessKey(word), requester(word)))));
        if (isKey) {
            places.add(Condition.of("? in (t.key, t.process_instance_key)", Long.parseLong(word)));
        }
        return Condition.any(places);
    }

    private static Condition hits(String word, boolean isKey) {
        Condition requested = RequestFilter.hits(List.of(businessKey(word), requester(word)));
        var parameters = new ArrayList<@Nullable Object>(List.of(query(word)));
        parameters.addAll(requested.parameters());
        if (isKey) {
            parameters.addAll(List.of(Long.parseLong(word), Long.parseLong(word)));
        }
        return new Condition(
                "(select s.task_key from task_search s where s.words @@ to_tsquery('simple', ?) limit "
                        + (TaskFilter.MAX_HITS + 1) + ") union all " + requested.sql()
                        + (isKey ? " union all " + OPEN_BY_KEY : ""),
                parameters);
    }

    private static Condition businessKey(String word) {
        return Condition.of("lower(r.business_key) like ?", beginning(word));
    }

    private static Condition requester(String word) {
        return Condition.of("r.requester in (" + PEOPLE + ")", word, " " + word);
    }

    /** The word and whatever it begins; in quotes nothing in it is an operator. */
    private static String query(String word) {
        return "'" + word.replace("\\", "\\\\").replace("'", "''") + "':*";
    }

    private static String beginning(String word) {
        return word.replaceAll("([\\\\%_])", "\\\\$1") + "%";
    }
}
