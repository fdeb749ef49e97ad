package io.countersign.engine.tasks;

import io.countersign.engine.definitions.ElementNames;
import io.countersign.engine.recordstream.Projection;
import io.countersign.engine.recordstream.ValueType;
import java.util.List;
import java.util.Set;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Writes {@code task}, from both kinds of user task. */
@Component
@Order(50)
class TaskProjection implements Projection {

    private final ElementNames elementNames;
    private final ApplicationEventPublisher events;

    TaskProjection(ElementNames elementNames, ApplicationEventPublisher events) {
        this.elementNames = elementNames;
        this.events = events;
    }

    @Override
    public Set<ValueType> reads() {
        return Set.of(ValueType.JOB, ValueType.USER_TASK, ValueType.VARIABLE, ValueType.PROCESS_INSTANCE);
    }

    @Override
    public List<Table> tables() {
        return List.of(Table.ofInstances("task"));
    }

    @Override
    public Batch begin() {
        return new TaskBatch(elementNames, () -> events.publishEvent(new TasksArrived()));
    }
}
