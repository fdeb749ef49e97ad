package io.countersign.engine.definitions;

import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The elements of a process and the flows between them.
 *
 * @param elements by id, those of embedded subprocesses as well
 * @param flows the ids that the outgoing flows of an element lead to
 */
record FlowGraph(Map<String, Element> elements, Map<String, List<String>> flows) {

    static final FlowGraph EMPTY = new FlowGraph(Map.of(), Map.of());

    /**
     * An element.
     *
     * @param type the name of the tag
     * @param scope the id of the subprocess it is in, null for the process itself
     * @param plainStart begins its scope without a trigger
     */
    record Element(
            String id,
            String type,
            @Nullable String name,
            @Nullable String scope,
            boolean plainStart,
            @Nullable String assignee,
            List<String> candidateGroups) {

        boolean isUserTask() {
            return type.equals("userTask");
        }
    }

    /** What can come after an element. */
    record Reach(List<Element> userTasks, boolean end) {}

    /** The first user tasks on each way that leads on from an element, and whether one ends the process. */
    Reach after(String elementId) {
        var tasks = new LinkedHashMap<String, Element>();
        var known = new HashSet<String>();
        var ahead = new ArrayDeque<>(leave(elementId));
        boolean end = false;
        while (!ahead.isEmpty()) {
            String id = ahead.poll();
            Element element = elements.get(id);
            if (element == null || !known.add(id)) {
                continue;
            }
            if (element.isUserTask()) {
                tasks.put(id, element);
            } else if (element.type().equals("endEvent") && element.scope() == null) {
                end = true;
            } else {
                ahead.addAll(starts(element));
            }
        }
        return new Reach(List.copyOf(tasks.values()), end);
    }

    /** Into an embedded subprocess, or past the element. */
    private List<String> starts(Element element) {
        List<String> inside = elements.values().stream()
                .filter(inner -> element.id().equals(inner.scope()) && inner.plainStart())
                .map(Element::id)
                .toList();
        return inside.isEmpty() ? leave(element.id()) : inside;
    }

    /** Where the flows of an element lead; from where a subprocess ends, those of the subprocess. */
    private List<String> leave(String elementId) {
        List<String> out = flows.getOrDefault(elementId, List.of());
        Element element = elements.get(elementId);
        return out.isEmpty() && element != null && element.scope() != null ? leave(element.scope()) : out;
    }
}
