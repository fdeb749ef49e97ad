package io.countersign.engine.tasks;

import io.countersign.processes.ReservedVariables;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
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
     * @param approvers whom the policy names, known or not
     * @param result the variable that gets the decision
     * @param byMail whether people may be asked for it by mail
     */
    record Agreed(ApprovalPolicy policy, List<String> approvers, Exclusions exclusions, String result, boolean byMail)
            implements Approval {

        /** What holds where somebody approves or rejects a plain task. */
        static final Agreed BY_DEFAULT =
                new Agreed(new ApprovalPolicy.Any(), List.of(), Exclusions.NONE, DEFAULT_RESULT, true);
    }

    /** A policy that is not understood: nobody may decide, for nobody knows under which rules. */
    record Broken(String why) implements Approval {}

    static Approval of(@Nullable JsonNode frozen) {
        return frozen == null ? new None() : Parser.parse(frozen);
    }

    /** Whether people may be asked by mail. */
    static boolean goesByMail(@Nullable JsonNode frozen) {
        return of(frozen) instanceof Agreed agreed && agreed.byMail();
    }

    /** Whether a variable is nothing for people: Countersign trusts it, or it is the policy or the deadline itself. */
    static boolean isReserved(String name) {
        return ReservedVariables.isReserved(name) || name.equals(VARIABLE) || name.equals(TaskTable.DEADLINE);
    }

    /** Strict: a misspelt {@code exclude} must not switch a separation of duties off. */
    final class Parser {

        private static final Set<String> SETTINGS = Set.of(
                "policy",
                "quorum",
                "approvers",
                "groups",
                "exclude",
                "result",
                "onExpiry",
                "weights",
                "threshold",
                "mail");
        private static final Pattern COUNT = Pattern.compile("[1-9][0-9]{0,3}(\\.0+)?");
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
            List<String> approvers = names(approval, "approvers");
            return new Agreed(
                    policy(approval, approvers, names(approval, "groups")),
                    approvers,
                    Exclusions.of(approval.path("exclude")),
                    result(text(approval, "result", DEFAULT_RESULT)),
                    byMail(approval.path("mail")));
        }

        private static ApprovalPolicy policy(JsonNode approval, List<String> approvers, List<String> groups) {
            String name = text(approval, "policy", "any");
            return switch (name) {
                case "any" -> new ApprovalPolicy.Any();
                case "all" -> new ApprovalPolicy.All();
                case "quorum" -> new ApprovalPolicy.Quorum(count("quorum", approval.path("quorum")));
                case "weighted" ->
                    new ApprovalPolicy.Weighted(
                            weights(approval.path("weights")), count("threshold", approval.path("threshold")));
                case "sequential" -> sequential(approvers, groups);
                default ->
                    throw new IllegalArgumentException(
                            "approval.policy \"" + name + "\" is none of any, all, quorum, weighted and sequential");
            };
        }

        private static ApprovalPolicy sequential(List<String> approvers, List<String> groups) {
            if (approvers.isEmpty() && groups.isEmpty()) {
                throw new IllegalArgumentException(
                        "approval.policy sequential needs approval.approvers or approval.groups, in the order of their turns");
            }
            if (Set.copyOf(approvers).size() < approvers.size()) {
                throw new IllegalArgumentException("approval.approvers names somebody twice, who has one vote only");
            }
            return new ApprovalPolicy.Sequential(Stream.concat(
                            approvers.stream().map(Audience::user),
                            groups.stream().map(Audience::group))
                    .toList());
        }

        private static Map<String, Integer> weights(JsonNode weights) {
            if (!weights.isObject()) {
                throw new IllegalArgumentException(
                        "approval.weights has to give users and groups their weights, such as {\"finance\": 2}");
            }
            return weights.properties().stream()
                    .collect(Collectors.toUnmodifiableMap(
                            Map.Entry::getKey, weight -> count("weights." + weight.getKey(), weight.getValue())));
        }

        /** A whole number from 1 on, as a number or as text: what is not an expression in a model is text. */
        private static int count(String setting, JsonNode value) {
            String text = value.isString() ? value.stringValue().strip() : value.toString();
            if (!COUNT.matcher(text).matches()) {
                throw new IllegalArgumentException(
                        "approval." + setting + " has to be a whole number between 1 and 9999");
            }
            return (int) Double.parseDouble(text);
        }

        /** As a truth value or as text, as {@link #count}. */
        private static boolean byMail(JsonNode value) {
            String text = value.isMissingNode() ? "true" : value.asString("").strip();
            if (!text.equals("true") && !text.equals("false")) {
                throw new IllegalArgumentException("approval.mail has to be true or false");
            }
            return text.equals("true");
        }

        private static List<String> names(JsonNode approval, String setting) {
            return approval.has(setting) ? Names.of(setting, approval.path(setting)) : List.of();
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
