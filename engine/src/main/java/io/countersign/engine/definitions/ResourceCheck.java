package io.countersign.engine.definitions;

import io.countersign.engine.processengine.ResourceFile;
import io.countersign.engine.web.Problem.FieldError;
import java.io.ByteArrayInputStream;
import java.util.Locale;
import java.util.Optional;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** Says what is wrong with a file before the engine sees it. Reads XML without DTDs and without entities of its own. */
@Component
class ResourceCheck {

    private final JsonMapper json;

    ResourceCheck(JsonMapper json) {
        this.json = json;
    }

    /** What is wrong, and where; empty where nothing is. */
    Optional<FieldError> problemOf(ResourceFile file) {
        return problem(file).map(message -> new FieldError("resources." + file.name(), message));
    }

    private Optional<String> problem(ResourceFile file) {
        if (file.content().length == 0) {
            return Optional.of("is empty");
        }
        var name = file.name().toLowerCase(Locale.ROOT);
        if (name.endsWith(".bpmn") || name.endsWith(".xml") || name.endsWith(".dmn")) {
            return xmlProblem(file.content());
        }
        if (name.endsWith(".form")) {
            return formProblem(file.content());
        }
        return Optional.of("is no kind of file that can be deployed: its name must end in .bpmn, .dmn or .form");
    }

    private static Optional<String> xmlProblem(byte[] content) {
        try {
            var reader = factory().createXMLStreamReader(new ByteArrayInputStream(content));
            try {
                return xmlProblem(reader);
            } finally {
                reader.close();
            }
        } catch (XMLStreamException e) {
            var at = e.getLocation();
            return Optional.of("is not well-formed XML%s: %s. Open it in a modeler, mend that place, and save it again."
                    .formatted(
                            at == null
                                    ? ""
                                    : " (line %d, column %d)".formatted(at.getLineNumber(), at.getColumnNumber()),
                            reason(e)));
        }
    }

    private static Optional<String> xmlProblem(XMLStreamReader reader) throws XMLStreamException {
        var root = false;
        while (reader.hasNext()) {
            var event = reader.next();
            if (event == XMLStreamConstants.DTD || event == XMLStreamConstants.ENTITY_REFERENCE) {
                return Optional.of("has a document type or entities (line %d, column %d), which are not taken because"
                                .formatted(
                                        reader.getLocation().getLineNumber(),
                                        reader.getLocation().getColumnNumber())
                        + " they can read other files. Remove the <!DOCTYPE …> and write the text itself.");
            }
            if (event == XMLStreamConstants.START_ELEMENT && !root) {
                root = true;
                if (!reader.getLocalName().equals("definitions")) {
                    return Optional.of("is XML, but neither BPMN nor DMN: its root is <%s>, not <definitions>"
                            .formatted(reader.getLocalName()));
                }
            }
        }
        return Optional.empty();
    }

    private Optional<String> formProblem(byte[] content) {
        try {
            return json.readTree(content).isObject() ? Optional.empty() : Optional.of("is JSON, but not a form");
        } catch (JacksonException e) {
            var at = e.getLocation();
            return Optional.of("is not valid JSON%s: %s"
                    .formatted(
                            at == null ? "" : " (line %d, column %d)".formatted(at.getLineNr(), at.getColumnNr()),
                            e.getOriginalMessage()));
        }
    }

    private static XMLInputFactory factory() {
        // the JDK's own parser, whatever else lies on the class path
        var factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        return factory;
    }

    /** The parser's message without the place, which stands before it. */
    private static String reason(XMLStreamException e) {
        var message = String.valueOf(e.getMessage());
        var marker = "Message: ";
        var at = message.indexOf(marker);
        var text = at < 0 ? message : message.substring(at + marker.length());
        return text.strip().replaceAll("\\.$", "");
    }
}
