package io.countersign.engine.definitions;

import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.engine.definitions.FlowGraph.Element;
import io.countersign.engine.definitions.FlowGraph.Reach;
import java.nio.charset.StandardCharsets;
import java.util.List;
import javax.xml.stream.XMLStreamException;
import org.junit.jupiter.api.Test;

class FlowGraphTests {

    @Test
    void findsTheNextTasksBehindGatewaysAndServices() throws XMLStreamException {
        FlowGraph graph = read("""
                <startEvent id="start"/>
                <userTask id="lead"/>
                <exclusiveGateway id="ok"/>
                <serviceTask id="reserve"/>
                <userTask id="finance" name="Finance approval">
                  <extensionElements><zeebe:assignmentDefinition candidateGroups="finance, board"/></extensionElements>
                </userTask>
                <userTask id="legal" name="Legal">
                  <extensionElements>
                    <zeebe:ioMapping><zeebe:input source="=[&quot;legal&quot;]" target="approval.groups"/></zeebe:ioMapping>
                    <zeebe:assignmentDefinition assignee="=manager" candidateGroups="=groupsOf(x)"/>
                  </extensionElements>
                </userTask>
                <userTask id="later"/>
                <endEvent id="end"/>
                """ + flow("start", "lead") + flow("lead", "ok") + flow("ok", "reserve")
                + flow("ok", "legal") + flow("ok", "end")
                + flow("reserve", "finance") + flow("finance", "later") + flow("later", "end"));

        Reach reach = graph.after("lead");

        assertThat(reach.end()).isTrue();
        assertThat(reach.userTasks()).extracting(Element::id).containsExactlyInAnyOrder("finance", "legal");
        assertThat(graph.elements().get("finance"))
                .returns("Finance approval", Element::name)
                .returns(List.of("finance", "board"), Element::candidateGroups);
        assertThat(graph.elements().get("legal"))
                .returns(List.of("legal"), Element::candidateGroups)
                .returns(null, Element::assignee);
        assertThat(graph.after("finance").end()).isFalse();
        assertThat(graph.after("later")).returns(true, Reach::end).returns(List.of(), Reach::userTasks);
    }

    @Test
    void goesIntoSubprocessesAndOutOfThemAgain() throws XMLStreamException {
        FlowGraph graph = read("""
                <userTask id="before"/>
                <subProcess id="sub">
                  <startEvent id="inner"/>
                  <userTask id="inside"/>
                  <endEvent id="innerEnd"/>
                """ + flow("inner", "inside") + flow("inside", "innerEnd") + """
                  <subProcess id="watch" triggeredByEvent="true">
                    <startEvent id="alarm"><timerEventDefinition/></startEvent>
                    <userTask id="alarmed"/>
                """
                + flow("alarm", "alarmed") + """
                  </subProcess>
                </subProcess>
                <userTask id="after"/>
                """ + flow("before", "sub") + flow("sub", "after"));

        assertThat(graph.after("before").userTasks()).extracting(Element::id).containsExactly("inside");
        assertThat(graph.after("inside"))
                .satisfies(reach ->
                        assertThat(reach.userTasks()).extracting(Element::id).containsExactly("after"))
                .returns(false, Reach::end);
    }

    @Test
    void comesToAnEndInALoop() throws XMLStreamException {
        FlowGraph graph = read("""
                <userTask id="ask"/><exclusiveGateway id="a"/><exclusiveGateway id="b"/>
                """ + flow("ask", "a") + flow("a", "b") + flow("b", "a") + flow("b", "ask"));

        assertThat(graph.after("ask").userTasks()).extracting(Element::id).containsExactly("ask");
        assertThat(graph.after("unknown").userTasks()).isEmpty();
    }

    private static FlowGraph read(String elements) throws XMLStreamException {
        String model = """
                <definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:zeebe="http://camunda.org/schema/zeebe/1.0">
                  <process id="other"><userTask id="lead"/></process>
                  <process id="p">%s</process>
                </definitions>
                """.formatted(elements);
        return FlowGraphReader.read(model.getBytes(StandardCharsets.UTF_8), "p");
    }

    private static String flow(String from, String to) {
        return "<sequenceFlow id=\"%s-%s\" sourceRef=\"%s\" targetRef=\"%s\"/>".formatted(from, to, from, to);
    }
}
