package io.countersign.engine.definitions;

import io.countersign.engine.web.Problem.FieldError;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Takes the broker's rejection of a deployment apart: which file, and what is wrong with it. */
final class BrokerSays {

    private static final Pattern INTRODUCTION =
            Pattern.compile("^Command '\\w+' rejected with code '\\w+': ", Pattern.DOTALL);
    private static final Pattern FILE = Pattern.compile("^'?([^'\\n]+\\.(?:bpmn|dmn|form|xml))'?: ?(.*)$");

    private BrokerSays() {}

    /** The message without the gateway's words. */
    static String plainly(String message) {
        return INTRODUCTION.matcher(message).replaceFirst("").strip();
    }

    /** One error per file; empty where the broker named none. */
    static List<FieldError> perFile(String message) {
        var errors = new ArrayList<FieldError>();
        var file = "";
        var text = new ArrayList<String>();
        for (var line : plainly(message).lines().toList()) {
            var start = FILE.matcher(line);
            if (start.matches()) {
                add(errors, file, text);
                file = start.group(1);
                text.clear();
                text.add(start.group(2));
            } else {
                text.add(line);
            }
        }
        add(errors, file, text);
        return List.copyOf(errors);
    }

    private static void add(List<FieldError> errors, String file, List<String> lines) {
        if (!file.isEmpty()) {
            errors.add(new FieldError(
                    "resources." + file,
                    String.join(" ", lines.stream().map(String::strip).toList()).strip()));
        }
    }
}
