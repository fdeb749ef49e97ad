package io.countersign.engine.definitions;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import javax.xml.stream.XMLStreamException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProcessModelReaderTests {

    @Test
    void readsTheProcessThatIsAskedFor() throws Exception {
        ProcessModel nativeTask = ProcessModelReader.read(kit(), "native{id}");
        ProcessModel jobTask = ProcessModelReader.read(kit(), "jobbased{id}");

        assertThat(nativeTask.name()).isEqualTo("Native task");
        assertThat(nativeTask.documentation()).isEqualTo("Someone decides.");
        assertThat(nativeTask.versionTag()).isEqualTo("v1.0");
        assertThat(nativeTask.startFormId()).isEqualTo("ask{id}");
        assertThat(nativeTask.elementNames())
                .containsEntry("decide", "Decide on it")
                .containsEntry("native-start", "Asked");
        assertThat(jobTask.name()).isEqualTo("Job task");
        assertThat(jobTask.documentation()).isNull();
        assertThat(jobTask.versionTag()).isNull();
        assertThat(jobTask.startFormId()).isNull();
        assertThat(jobTask.elementNames()).containsOnlyKeys("jobbased-decide");
    }

    @Test
    void knowsNothingOfAProcessThatIsNotThere() throws Exception {
        assertThat(ProcessModelReader.read(kit(), "other")).isEqualTo(ProcessModel.UNKNOWN);
    }

    @Test
    void takesNoFormOfAStartEventThatWaitsForSomething() throws Exception {
        String model = """
                <definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:z="http://camunda.org/schema/zeebe/1.0">
                  <process id="p">
                    <subProcess id="s"><documentation>inner</documentation>
                      <startEvent id="i"><extensionElements><z:formDefinition formId="inner"/></extensionElements></startEvent>
                    </subProcess>
                    <startEvent id="m"><extensionElements><z:formDefinition formId="no"/></extensionElements>
                      <messageEventDefinition messageRef="x"/></startEvent>
                    <userTask id="t" name="After all"/>
                  </process>
                </definitions>
                """;

        ProcessModel process = ProcessModelReader.read(model.getBytes(UTF_8), "p");

        assertThat(process.startFormId()).isNull();
        assertThat(process.documentation()).isNull();
        assertThat(process.elementNames()).containsEntry("t", "After all");
    }

    @Test
    void readsThePropertiesOfTheProcessOnly() throws Exception {
        String model = """
                <definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:z="http://camunda.org/schema/zeebe/1.0">
                  <process id="p">
                    <extensionElements><z:properties>
                      <z:property name="io.countersign.icon" value="travel"/><z:property name="empty"/>
                    </z:properties></extensionElements>
                    <userTask id="t"><extensionElements><z:properties>
                      <z:property name="io.countersign.icon" value="leave"/><z:property name="inner" value="x"/>
                    </z:properties></extensionElements></userTask>
                  </process>
                </definitions>
                """;

        assertThat(ProcessModelReader.read(model.getBytes(UTF_8), "p").properties())
                .containsOnly(Map.entry("io.countersign.icon", "travel"));
    }

    @Test
    void opensNoFileThatAModelNames(@TempDir Path folder) throws IOException {
        Path secret = Files.writeString(folder.resolve("secret"), "top secret");
        String model = """
                <!DOCTYPE x [<!ENTITY e SYSTEM "%s">]>
                <definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL">
                  <process id="p"><documentation>&e;</documentation></process>
                </definitions>
                """.formatted(secret.toUri());

        assertThatThrownBy(() -> ProcessModelReader.read(model.getBytes(UTF_8), "p"))
                .isInstanceOf(XMLStreamException.class);
        assertThat(ElementNames.model(1, "p", model.getBytes(UTF_8))).isEqualTo(ProcessModel.UNKNOWN);
    }

    private static byte[] kit() throws IOException {
        try (InputStream kit =
                Objects.requireNonNull(ProcessModelReaderTests.class.getResourceAsStream("/models/kit.bpmn"))) {
            return kit.readAllBytes();
        }
    }
}
