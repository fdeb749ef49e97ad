package io.countersign.engine.requests;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.countersign.engine.instances.Element;
import io.countersign.engine.instances.NamedValue;
import io.countersign.engine.tasks.DecisionView;
import java.util.List;

/** A request with all that its participants may know. */
public record RequestDetail(
        @JsonUnwrapped Request request,
        List<NamedValue> variables,
        List<Element> elements,
        List<DecisionView> decisions) {}
