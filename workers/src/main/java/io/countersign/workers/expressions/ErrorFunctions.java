package io.countersign.workers.expressions;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.camunda.feel.context.JavaFunction;
import org.camunda.feel.context.JavaFunctionProvider;
import org.camunda.feel.syntaxtree.Val;
import org.camunda.feel.valuemapper.ValueMapper;

/**
 * What an error expression can call: {@code bpmnError(code, message[, variables])}, {@code jobError(message[, variables[, retries[,
 * backoff]]])} and {@code ignoreError([variables])}. They only say what is meant; nothing happens by calling them.
 */
final class ErrorFunctions extends JavaFunctionProvider {

    static final String TYPE = "errorType";
    static final String BPMN = "bpmnError";
    static final String JOB = "jobError";
    static final String IGNORE = "ignoreError";

    private static final ValueMapper VALUES = ValueMapper.defaultValueMapper();

    private static final Map<String, List<JavaFunction>> FUNCTIONS = Map.of(
            BPMN, functions(BPMN, List.of("code", "message", "variables"), 2),
            JOB, functions(JOB, List.of("message", "variables", "retries", "backoff"), 1),
            IGNORE, functions(IGNORE, List.of("variables"), 0));

    /** One for every number of arguments that it may be called with. */
    private static List<JavaFunction> functions(String name, List<String> parameters, int fewest) {
        return IntStream.rangeClosed(fewest, parameters.size())
                .mapToObj(count -> function(name, parameters.subList(0, count)))
                .toList();
    }

    private static JavaFunction function(String name, List<String> parameters) {
        return new JavaFunction(parameters, arguments -> {
            Map<String, Object> meant = new HashMap<>();
            meant.put(TYPE, name);
            for (int i = 0; i < parameters.size(); i++) {
                Val argument = arguments.get(i);
                meant.put(parameters.get(i), argument);
            }
            return VALUES.toVal(meant);
        });
    }

    @Override
    public Optional<JavaFunction> resolveFunction(String name) {
        return FUNCTIONS.getOrDefault(name, List.of()).stream().findFirst();
    }

    @Override
    public List<JavaFunction> resolveFunctions(String name) {
        return FUNCTIONS.getOrDefault(name, List.of());
    }

    @Override
    public Collection<String> getFunctionNames() {
        return FUNCTIONS.keySet();
    }
}
