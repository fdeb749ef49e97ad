package io.countersign.processes;

import static org.assertj.core.api.Assertions.assertThat;

import io.camunda.zeebe.model.bpmn.instance.BpmnModelElementInstance;
import io.camunda.zeebe.model.bpmn.instance.EndEvent;
import io.camunda.zeebe.model.bpmn.instance.Error;
import io.camunda.zeebe.model.bpmn.instance.Message;
import io.camunda.zeebe.model.bpmn.instance.Process;
import io.camunda.zeebe.model.bpmn.instance.UserTask;
import io.camunda.zeebe.model.bpmn.instance.zeebe.ZeebeCalledDecision;
import io.camunda.zeebe.model.bpmn.instance.zeebe.ZeebeFormDefinition;
import io.camunda.zeebe.model.bpmn.instance.zeebe.ZeebeInput;
import io.camunda.zeebe.model.bpmn.instance.zeebe.ZeebeTaskDefinition;
import java.lang.reflect.Field;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A word in code that no model knows, or the other way round, is a process that stops for a reason nobody sees. */
class ConstantsTests {

    private static final List<Class<?>> WORDS = List.of(
            JobTypes.class, WorkerVariables.class, PurchaseRequest.class, LeaveRequest.class, EquipmentLoan.class);

    @Test
    void areAllUsedByAModel() {
        assertThat(constants())
                .filteredOn(word -> !Set.of(WorkerVariables.RESPONSE, WorkerVariables.RECORD)
                        .contains(word))
                .allSatisfy(word -> assertThat(Pattern.compile("(?<![\\w-])" + Pattern.quote(word) + "(?![\\w-])")
                                .matcher(Models.everything())
                                .find())
                        .as(word)
                        .isTrue());
    }

    @Test
    void nameEveryWordOfTheModelsThatCodeMeets() {
        Set<String> words = new TreeSet<>();
        words.addAll(all(Process.class, Process::getId));
        words.addAll(all(ZeebeTaskDefinition.class, ZeebeTaskDefinition::getType));
        words.addAll(all(ZeebeCalledDecision.class, ZeebeCalledDecision::getDecisionId));
        words.addAll(all(ZeebeFormDefinition.class, ZeebeFormDefinition::getFormId));
        words.addAll(all(UserTask.class, UserTask::getId));
        words.addAll(all(Error.class, Error::getErrorCode));
        words.addAll(all(Message.class, Message::getName));
        words.addAll(inputs("target"));
        words.addAll(inputs("approval.result"));
        assertThat(constants()).containsAll(words);
        assertThat(all(EndEvent.class, EndEvent::getId)).containsAll(ends());
    }

    private static Set<String> inputs(String target) {
        return Models.all().stream()
                .flatMap(model -> model.bpmn().getModelElementsByType(ZeebeInput.class).stream())
                .filter(input -> input.getTarget().equals(target))
                .map(ZeebeInput::getSource)
                .collect(Collectors.toSet());
    }

    private static <T extends BpmnModelElementInstance> Set<String> all(Class<T> type, Function<T, String> word) {
        return Models.all().stream()
                .flatMap(model -> model.bpmn().getModelElementsByType(type).stream())
                .map(word)
                .collect(Collectors.toSet());
    }

    private static Set<String> constants() {
        return fields().map(ConstantsTests::value).collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> ends() {
        return fields().filter(field -> field.getName().endsWith("_END"))
                .map(ConstantsTests::value)
                .collect(Collectors.toSet());
    }

    private static Stream<Field> fields() {
        return WORDS.stream().flatMap(type -> Stream.of(type.getFields()));
    }

    private static String value(Field field) {
        try {
            return (String) field.get(null);
        } catch (IllegalAccessException e) {
            throw new AssertionError(e);
        }
    }
}
