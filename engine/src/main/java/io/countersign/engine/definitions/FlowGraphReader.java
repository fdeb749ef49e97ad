package io.countersign.engine.definitions;

import io.countersign.engine.definitions.FlowGraph.Element;
import java.io.ByteArrayInputStream;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/** Reads the flows of one process of a BPMN file. */
final class FlowGraphReader {

    private static final Set<String> SCOPES = Set.of("subProcess", "adHocSubProcess", "transaction");

    /** A text or a list of texts in FEEL: what is the same in every instance. */
    private static final Pattern LITERAL =
            Pattern.compile("=\\s*(?:\"[^\"]*\"|\\[\\s*\"[^\"]*\"(?:\\s*,\\s*\"[^\"]*\")*\\s*])\\s*");

    private static final Pattern TEXT = Pattern.compile("\"([^\"]*)\"");

    private final XMLStreamReader xml;
    private final Map<String, Element> elements = new LinkedHashMap<>();
    private final Map<String, List<String>> flows = new HashMap<>();
    private final Deque<Open> open = new ArrayDeque<>();

    /** An element whose end is not read yet. */
    private static final class Open {
        final @Nullable String id;
        final String type;
        final @Nullable String name;
        boolean triggered;

        @Nullable
        String assignee;

        final List<String> groups = new ArrayList<>();

        Open(@Nullable String id, String type, @Nullable String name) {
            this.id = id;
            this.type = type;
            this.name = name;
        }
    }

    private FlowGraphReader(XMLStreamReader xml) {
        this.xml = xml;
    }

    static FlowGraph read(byte[] resource, String processId) throws XMLStreamException {
        XMLInputFactory factory = ProcessModelReader.factory();
        XMLStreamReader xml = factory.createXMLStreamReader(new ByteArrayInputStream(resource));
        try {
            while (xml.hasNext()) {
                if (xml.next() == XMLStreamConstants.START_ELEMENT
                        && ProcessModelReader.is(xml, ProcessModelReader.BPMN, "process")
                        && processId.equals(xml.getAttributeValue(null, "id"))) {
                    return new FlowGraphReader(xml).readProcess();
                }
            }
            return FlowGraph.EMPTY;
        } finally {
            xml.close();
        }
    }

    private FlowGraph readProcess() throws XMLStreamException {
        for (int depth = 1; depth > 0; ) {
            int event = xml.next();
            if (event == XMLStreamConstants.START_ELEMENT) {
                depth++;
                begin();
            } else if (event == XMLStreamConstants.END_ELEMENT && --depth > 0) {
                end(open.pop());
            }
        }
        return new FlowGraph(elements, flows);
    }

    private void begin() {
        String type = xml.getLocalName();
        boolean bpmn = ProcessModelReader.BPMN.equals(xml.getNamespaceURI());
        String id = bpmn ? xml.getAttributeValue(null, "id") : null;
        if (bpmn && type.equals("sequenceFlow")) {
            flows.computeIfAbsent(xml.getAttributeValue(null, "sourceRef"), source -> new ArrayList<>())
                    .add(xml.getAttributeValue(null, "targetRef"));
        }
        Open owner = owner();
        if (owner != null) {
            describe(owner, type);
        }
        open.push(new Open(id, type, xml.getAttributeValue(null, "name")));
    }

    /** The nearest element around with an id: extension elements have none. */
    private @Nullable Open owner() {
        return open.stream().filter(around -> around.id != null).findFirst().orElse(null);
    }

    private void describe(Open owner, String type) {
        if (type.endsWith("EventDefinition")) {
            owner.triggered = true;
        } else if (type.equals("assignmentDefinition")) {
            fixed(xml.getAttributeValue(null, "assignee")).findFirst().ifPresent(name -> owner.assignee = name);
            fixed(xml.getAttributeValue(null, "candidateGroups")).forEach(owner.groups::add);
        } else if (type.equals("input") && "approval.groups".equals(xml.getAttributeValue(null, "target"))) {
            fixed(xml.getAttributeValue(null, "source")).forEach(owner.groups::add);
        }
    }

    private void end(Open closed) {
        if (closed.id == null || closed.type.equals("sequenceFlow")) {
            return;
        }
        String scope = open.stream()
                .filter(around -> SCOPES.contains(around.type))
                .map(around -> around.id)
                .findFirst()
                .orElse(null);
        elements.put(
                closed.id,
                new Element(
                        closed.id,
                        closed.type,
                        closed.name,
                        scope,
                        closed.type.equals("startEvent") && !closed.triggered,
                        closed.assignee,
                        closed.groups.stream().distinct().toList()));
    }

    /** The names that a value has in every instance; none where it is worked out at run time. */
    private static Stream<String> fixed(@Nullable String value) {
        if (value == null || value.isBlank()) {
            return Stream.empty();
        }
        if (!value.startsWith("=")) {
            return Arrays.stream(value.split(",", -1)).map(String::strip).filter(name -> !name.isEmpty());
        }
        return LITERAL.matcher(value).matches()
                ? TEXT.matcher(value).results().map(found -> found.group(1))
                : Stream.empty();
    }
}
