package io.countersign.processes;

import static org.assertj.core.api.Assertions.assertThat;

import io.camunda.zeebe.model.bpmn.instance.BoundaryEvent;
import io.camunda.zeebe.model.bpmn.instance.FlowNode;
import io.camunda.zeebe.model.bpmn.instance.SequenceFlow;
import io.camunda.zeebe.model.bpmn.instance.bpmndi.BpmnEdge;
import io.camunda.zeebe.model.bpmn.instance.bpmndi.BpmnShape;
import io.camunda.zeebe.model.bpmn.instance.di.Waypoint;
import io.countersign.processes.Models.Model;
import java.awt.geom.Line2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A person reads the diagram: everything is drawn, nothing lies on top of something else. */
class DiagramsTests {

    @ParameterizedTest
    @MethodSource("io.countersign.processes.Models#all")
    void drawEveryElement(Model model) {
        assertThat(model.bpmn().getModelElementsByType(BpmnShape.class))
                .extracting(shape -> shape.getBpmnElement().getId())
                .containsExactlyInAnyOrderElementsOf(model.bpmn().getModelElementsByType(FlowNode.class).stream()
                        .map(FlowNode::getId)
                        .toList());
        assertThat(model.bpmn().getModelElementsByType(BpmnEdge.class))
                .extracting(edge -> edge.getBpmnElement().getId())
                .containsExactlyInAnyOrderElementsOf(model.bpmn().getModelElementsByType(SequenceFlow.class).stream()
                        .map(SequenceFlow::getId)
                        .toList());
    }

    @ParameterizedTest
    @MethodSource("io.countersign.processes.Models#all")
    void keepShapesApart(Model model) {
        List<BpmnShape> shapes = List.copyOf(model.bpmn().getModelElementsByType(BpmnShape.class));
        for (int i = 0; i < shapes.size(); i++) {
            for (int j = i + 1; j < shapes.size(); j++) {
                if (!isBoundary(shapes.get(i)) && !isBoundary(shapes.get(j))) {
                    assertThat(bounds(shapes.get(i)).intersects(bounds(shapes.get(j))))
                            .as(name(shapes.get(i)) + " on " + name(shapes.get(j)))
                            .isFalse();
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("io.countersign.processes.Models#all")
    void drawFlowsStraightAndFromShapeToShape(Model model) {
        assertThat(model.bpmn().getModelElementsByType(BpmnEdge.class)).allSatisfy(edge -> {
            SequenceFlow flow = (SequenceFlow) edge.getBpmnElement();
            List<Line2D> lines = lines(edge);
            assertThat(lines)
                    .as(flow.getId() + " is horizontal and vertical")
                    .allMatch(line -> line.getX1() == line.getX2() || line.getY1() == line.getY2());
            Line2D last = lines.getLast();
            assertThat(touches(
                            shape(model, flow.getSource()),
                            lines.getFirst().getX1(),
                            lines.getFirst().getY1()))
                    .as("start of " + flow.getId())
                    .isTrue();
            assertThat(touches(shape(model, flow.getTarget()), last.getX2(), last.getY2()))
                    .as("end of " + flow.getId())
                    .isTrue();
        });
    }

    @ParameterizedTest
    @MethodSource("io.countersign.processes.Models#all")
    void drawNoFlowAcrossAnother(Model model) {
        List<BpmnEdge> edges = List.copyOf(model.bpmn().getModelElementsByType(BpmnEdge.class));
        for (int i = 0; i < edges.size(); i++) {
            for (int j = i + 1; j < edges.size(); j++) {
                assertThat(cross(edges.get(i), edges.get(j)))
                        .as(edges.get(i).getId() + " across " + edges.get(j).getId())
                        .isFalse();
            }
        }
    }

    @ParameterizedTest
    @MethodSource("io.countersign.processes.Models#all")
    void drawNoFlowThroughAShape(Model model) {
        for (BpmnEdge edge : model.bpmn().getModelElementsByType(BpmnEdge.class)) {
            for (BpmnShape shape : model.bpmn().getModelElementsByType(BpmnShape.class)) {
                Rectangle2D inside = inner(bounds(shape));
                assertThat(lines(edge))
                        .as(edge.getId() + " through " + name(shape))
                        .noneMatch(line -> line.intersects(inside));
            }
        }
    }

    private static boolean cross(BpmnEdge one, BpmnEdge other) {
        return lines(one).stream().anyMatch(a -> lines(other).stream().anyMatch(a::intersectsLine));
    }

    private static List<Line2D> lines(BpmnEdge edge) {
        List<Waypoint> points = List.copyOf(edge.getWaypoints());
        List<Line2D> lines = new ArrayList<>();
        for (int i = 1; i < points.size(); i++) {
            Waypoint a = points.get(i - 1);
            Waypoint b = points.get(i);
            lines.add(new Line2D.Double(a.getX(), a.getY(), b.getX(), b.getY()));
        }
        return lines;
    }

    private static BpmnShape shape(Model model, FlowNode node) {
        return model.bpmn().getModelElementsByType(BpmnShape.class).stream()
                .filter(shape -> shape.getBpmnElement().equals(node))
                .findFirst()
                .orElseThrow();
    }

    private static boolean touches(BpmnShape shape, double x, double y) {
        Rectangle2D bounds = bounds(shape);
        boolean inside =
                x >= bounds.getMinX() && x <= bounds.getMaxX() && y >= bounds.getMinY() && y <= bounds.getMaxY();
        return inside && !inner(bounds).contains(x, y);
    }

    private static Rectangle2D bounds(BpmnShape shape) {
        var bounds = shape.getBounds();
        return new Rectangle2D.Double(bounds.getX(), bounds.getY(), bounds.getWidth(), bounds.getHeight());
    }

    private static Rectangle2D inner(Rectangle2D bounds) {
        return new Rectangle2D.Double(
                bounds.getX() + 1, bounds.getY() + 1, bounds.getWidth() - 2, bounds.getHeight() - 2);
    }

    private static boolean isBoundary(BpmnShape shape) {
        return shape.getBpmnElement() instanceof BoundaryEvent;
    }

    private static String name(BpmnShape shape) {
        return shape.getBpmnElement().getId();
    }
}
