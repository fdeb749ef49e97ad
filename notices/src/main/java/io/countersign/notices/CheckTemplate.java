package io.countersign.notices;

import com.samskivert.mustache.MustacheException;
import io.countersign.notices.TemplateProblem.Reason;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Finds what is wrong with a template before anybody is written to with it. */
public final class CheckTemplate {

    private static final Pattern TAG = Pattern.compile("\\{\\{\\s*([{&>=<$#^/!]?)\\s*([^}]*?)\\s*}}");
    private static final Pattern LINE_OF_PROBLEM = Pattern.compile("line (\\d+)");
    private static final String FORBIDDEN = "{&>=<$";
    private static final Set<String> ALWAYS = Set.of("recipient", "this", ".", "-first", "-last", "-index");

    private CheckTemplate() {}

    /** @param words the placeholders that there are; null where they are not known */
    public static List<TemplateProblem> of(Template template, @Nullable Set<String> words) {
        var problems = new ArrayList<TemplateProblem>();
        part("subject", template.subject(), words, problems);
        part("html", template.html(), words, problems);
        if (template.text() != null) {
            part("text", template.text(), words, problems);
        }
        return problems;
    }

    private static void part(String part, String source, @Nullable Set<String> words, List<TemplateProblem> problems) {
        if (source.isBlank()) {
            problems.add(new TemplateProblem(part, 1, Reason.EMPTY, ""));
            return;
        }
        if (source.length() > LogicLess.LONGEST_SOURCE) {
            problems.add(new TemplateProblem(part, 1, Reason.TOO_LONG, Integer.toString(LogicLess.LONGEST_SOURCE)));
            return;
        }
        int before = problems.size();
        Matcher tag = TAG.matcher(source);
        while (tag.find()) {
            String sign = tag.group(1);
            String name = tag.group(2);
            int line = lineOf(source, tag.start());
            if (!sign.isEmpty() && FORBIDDEN.contains(sign)) {
                problems.add(new TemplateProblem(part, line, Reason.NOT_ALLOWED, tag.group()));
            } else if (!sign.equals("!") && words != null && !isKnown(name, words)) {
                problems.add(new TemplateProblem(part, line, Reason.UNKNOWN_PLACEHOLDER, name));
            }
        }
        int open = TAG.matcher(source)
                .replaceAll(it -> it.group().replaceAll("[^\\n]", " "))
                .indexOf("{{");
        if (open >= 0) {
            problems.add(new TemplateProblem(part, lineOf(source, open), Reason.BROKEN, "{{"));
        }
        if (problems.size() == before) {
            compile(part, source, problems);
        }
    }

    private static boolean isKnown(String name, Set<String> words) {
        return ALWAYS.contains(name) || words.contains(name);
    }

    private static void compile(String part, String source, List<TemplateProblem> problems) {
        try {
            LogicLess.fill(source, Map.of(), false);
        } catch (MustacheException e) {
            String said = String.valueOf(e.getMessage());
            Matcher line = LINE_OF_PROBLEM.matcher(said);
            problems.add(
                    new TemplateProblem(part, line.find() ? Integer.parseInt(line.group(1)) : 1, Reason.BROKEN, said));
        }
    }

    private static int lineOf(String source, int position) {
        return 1
                + (int) source.substring(0, position)
                        .chars()
                        .filter(it -> it == '\n')
                        .count();
    }
}
