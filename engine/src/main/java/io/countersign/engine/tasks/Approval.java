package io.countersign.engine.tasks;

import io.countersign.processes.ReservedVariables;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** What a model demands of a decision on a task. */
sealed interface Approval {

    /** The local variable in which a model sets its policy. */
    String VARIABLE = "approval";

    String DEFAULT_RESULT = "decision";

    /** A plain task. */
    record None() implements Approval {}

    /**
     * A policy that is understood.
     *
     * @param result the variable that gets the decision
     */
    record Agreed(ApprovalPolicy policy, Exclusions exclusions, String result) implements Approval {}

    /** A policy that is not understood: nobody may decide, for nobody knows under which rules. */
    record Broken(String why) implements Approval {}

    static Approval of(@Nullable JsonNode frozen) {
        return frozen == null ? new None() : Parser.parse(frozen);
    }

    /** Whether a variable is nothing for people: Countersign trusts it, or it is the policy itself. */
    static boolean isReserved(String name) {
        return ReservedVariables.isReserved(name) || name.equals(VARIABLE);
    }

    /** Strict: a misspelt {@code exclude} must not switch a separation of duties off. */
    final class Parser {

        private static final Set<String> SETTINGS = Set.of(
                "policy", "quorum", "approvers", "groups", "exclude", "result", "onExpiry", "weights", "threshold");
        private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]{0,99}");

        private Parser() {}

        static Approval parse(JsonNode approval) {
            try {
                return agreed(approval);
            } catch (IllegalArgumentException unclear) {
                return new Broken(String.valueOf(unclear.getMessage()));
            }
        }

        private static Agreed agreed(JsonNode approval) {
            if (!approval.isObject()) {
                throw new IllegalArgumentException("approval has to be set by settings such as approval.policy");
            }
            for (String setting : approval.propertyNames()) {
                if (!SETTINGS.contains(setting)) {
                    throw new IllegalArgumentException("approval." + setting + " is not a setting of an approval");
                }
            }
            optionalNames(approval, "approvers");
            optionalNames(approval, "groups");
            String name = text(approval, "policy", "any");
            return new Agreed(
                    ApprovalPolicy.named(name)
                            .orElseThrow(() -> new IllegalArgumentException(
                                    "approval.policy \"" + name + "\" is not supported by this version")),
                    Exclusions.of(approval.path("exclude")),
                    result(text(approval, "result", DEFAULT_RESULT)));
        }

        private static void optionalNames(JsonNode approval, String setting) {
            if (approval.has(setting)) {
                Names.of(setting, approval.path(setting));
            }
        }

        private static String text(JsonNode approval, String setting, String otherwise) {
            JsonNode value = approval.path(setting);
            if (value.isMissingNode()) {
                return otherwise;
            }
            if (!value.isString() || value.stringValue().isBlank()) {
                throw new IllegalArgumentException("approval." + setting + " has to be a text");
            }
            return value.stringValue();
        }

        private static String result(String name) {
            if (!NAME.matcher(name).matches() || isReserved(name)) {
                throw new IllegalArgumentException("approval.result \"" + name + "\" can't be a variable's name");
            }
            return name;
        }
    }
}
