package io.countersign.engine.tasks;

import io.countersign.engine.commands.VariableNames;
import io.countersign.engine.definitions.FormCheck;
import io.countersign.engine.definitions.Forms;
import io.countersign.engine.instances.Variables;
import io.countersign.engine.web.Problem;
import io.countersign.engine.web.Problem.FieldError;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Holds an answer against what the server allows and what the task's form says. */
@Component
class AnswerCheck {

    private final Forms forms;
    private final Variables variables;
    private final JsonMapper json;
    private final TaskSettings settings;

    AnswerCheck(Forms forms, Variables variables, JsonMapper json, TaskSettings settings) {
        this.forms = forms;
        this.variables = variables;
        this.json = json;
        this.settings = settings;
    }

    /**
     * The variables to send to the engine.
     *
     * @param result the variable that the decision itself sets, null where there is no decision
     * @throws Problem 422 where they do not fit
     */
    Map<String, @Nullable JsonNode> check(Task task, Answer answer, @Nullable String result) {
        requireFit(answer.comment());
        refuseTooLarge(answer);
        var errors = new ArrayList<FieldError>();
        answer.variables().keySet().forEach(name -> nameError(name, result).ifPresent(errors::add));
        Optional<FormCheck> form = form(task);
        var accepted = new LinkedHashMap<>(answer.variables());
        if (form.isPresent()) {
            errors.addAll(checkForm(form.get(), task, answer));
            // what the form only shows has been found unchanged; writing it again could undo somebody else's change
            accepted.keySet().removeIf(form.get()::isReadOnly);
        }
        if (!errors.isEmpty()) {
            throw unfit(errors);
        }
        return accepted;
    }

    /** Whether the task's form has nothing that is required and still missing. */
    boolean isComplete(Task task) {
        return form(task)
                .map(form -> form.missing(Map.of(), before(task)).isEmpty())
                .orElse(true);
    }

    /** @throws Problem 422 where it is too long */
    void requireFit(@Nullable String comment) {
        if (comment != null && comment.length() > settings.maxComment()) {
            throw unfit(
                    List.of(new FieldError("comment", "may have at most " + settings.maxComment() + " characters")));
        }
    }

    private Optional<FormCheck> form(Task task) {
        return Optional.ofNullable(task.engine().formKey())
                .flatMap(forms::find)
                .map(found -> new FormCheck(found.schema()));
    }

    private Map<String, JsonNode> before(Task task) {
        return variables.seenFrom(
                task.engine().processInstanceKey(), task.engine().elementInstanceKey());
    }

    private List<FieldError> checkForm(FormCheck form, Task task, Answer answer) {
        boolean completion = answer.outcome() == Outcome.COMPLETED;
        if (!completion && answer.variables().isEmpty()) {
            return List.of();
        }
        Map<String, JsonNode> before = before(task);
        var errors = new ArrayList<FieldError>(form.unfit(answer.variables()));
        errors.addAll(form.changedThoughReadOnly(answer.variables(), before));
        if (completion) {
            errors.addAll(form.missing(answer.variables(), before));
        }
        return errors;
    }

    private void refuseTooLarge(Answer answer) {
        int bytes = json.writeValueAsString(answer.variables()).getBytes(StandardCharsets.UTF_8).length;
        if (bytes > settings.maxVariables().toBytes()) {
            throw Problem.unprocessable(
                    "variables-too-large",
                    "The variables are too large",
                    "The variables take " + bytes + " bytes as JSON; at most "
                            + settings.maxVariables().toBytes()
                            + " are allowed. Keep documents elsewhere and send a reference.",
                    new FieldError("variables", "too large"));
        }
    }

    private static Optional<FieldError> nameError(String name, @Nullable String result) {
        String field = "variables." + name;
        Optional<String> problem = VariableNames.problemOf(name);
        if (problem.isPresent()) {
            return problem.map(what -> new FieldError(field, what));
        }
        if (name.equals(Approval.VARIABLE)) {
            return Optional.of(new FieldError(field, "is set by the process only"));
        }
        return name.equals(result)
                ? Optional.of(new FieldError(field, "is set by the decision itself"))
                : Optional.empty();
    }

    private static Problem unfit(List<FieldError> errors) {
        return Problem.unprocessable(
                "answer-does-not-fit",
                "The answer does not fit this task",
                "Some of what was sent does not fit this task; errors says what.",
                errors.toArray(FieldError[]::new));
    }
}
