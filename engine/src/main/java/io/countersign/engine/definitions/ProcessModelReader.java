package io.countersign.engine.definitions;

import java.io.ByteArrayInputStream;
import java.util.HashMap;
import java.util.Map;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/** Reads one process of a BPMN file. No entity of the file is ever resolved. */
final class ProcessModelReader {

    static final String BPMN = "http://www.omg.org/spec/BPMN/20100524/MODEL";
    private static final String ZEEBE = "http://camunda.org/schema/zeebe/1.0";

    private static final XMLInputFactory FACTORY = factory();

    private final XMLStreamReader xml;
    private final Map<String, String> elementNames = new HashMap<>();
    private final Map<String, String> properties = new HashMap<>();
    private int depth;
    private @Nullable String name;
    private @Nullable String documentation;
    private @Nullable String versionTag;
    private boolean startable;
    private @Nullable String startFormId;

    private ProcessModelReader(XMLStreamReader xml) {
        this.xml = xml;
    }

    static ProcessModel read(byte[] resource, String processId) throws XMLStreamException {
        XMLStreamReader xml = FACTORY.createXMLStreamReader(new ByteArrayInputStream(resource));
        try {
            while (xml.hasNext()) {
                if (xml.next() == XMLStreamConstants.START_ELEMENT
                        && is(xml, BPMN, "process")
                        && processId.equals(xml.getAttributeValue(null, "id"))) {
                    return new ProcessModelReader(xml).readProcess();
                }
            }
            return ProcessModel.UNKNOWN;
        } finally {
            xml.close();
        }
    }

    private ProcessModel readProcess() throws XMLStreamException {
        name = xml.getAttributeValue(null, "name");
        depth = 1;
        while (depth > 0) {
            int event = xml.next();
            if (event == XMLStreamConstants.START_ELEMENT) {
                depth++;
                readElement();
            } else if (event == XMLStreamConstants.END_ELEMENT) {
                depth--;
            }
        }
        return new ProcessModel(
                name,
                documentation,
                versionTag,
                startable,
                startFormId,
                Map.copyOf(properties),
                Map.copyOf(elementNames));
    }

    private void readElement() throws XMLStreamException {
        String elementName = xml.getAttributeValue(null, "name");
        String id = xml.getAttributeValue(null, "id");
        if (elementName != null && id != null && BPMN.equals(xml.getNamespaceURI())) {
            elementNames.put(id, elementName);
        }
        if (depth == 2 && is(xml, BPMN, "documentation")) {
            documentation = xml.getElementText();
            depth--;
        } else if (depth == 2 && is(xml, BPMN, "startEvent")) {
            readStartEvent();
        } else if (depth == 3 && is(xml, ZEEBE, "versionTag")) {
            versionTag = xml.getAttributeValue(null, "value");
        } else if (depth == 4 && is(xml, ZEEBE, "property")) {
            readProperty();
        }
    }

    private void readProperty() {
        String property = xml.getAttributeValue(null, "name");
        String value = xml.getAttributeValue(null, "value");
        if (property != null && value != null) {
            properties.putIfAbsent(property, value);
        }
    }

    private void readStartEvent() throws XMLStreamException {
        String formId = null;
        boolean triggered = false;
        for (int inside = 1; inside > 0; ) {
            int event = xml.next();
            if (event == XMLStreamConstants.END_ELEMENT) {
                inside--;
            } else if (event == XMLStreamConstants.START_ELEMENT) {
                inside++;
                triggered |= xml.getLocalName().endsWith("EventDefinition");
                if (is(xml, ZEEBE, "formDefinition")) {
                    formId = xml.getAttributeValue(null, "formId");
                }
            }
        }
        depth--;
        if (!triggered) {
            startable = true;
            startFormId = formId;
        }
    }

    static boolean is(XMLStreamReader xml, String namespace, String name) {
        return name.equals(xml.getLocalName()) && namespace.equals(xml.getNamespaceURI());
    }

    static XMLInputFactory factory() {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        return factory;
    }
}
