package io.countersign.engine.tasks;

import java.util.List;
import org.springframework.stereotype.Component;

/** Tells everybody who wants to know that an approval asks other people than before. */
@Component
class NewlyAsked {

    private final List<AsksOthers> listeners;

    NewlyAsked(List<AsksOthers> listeners) {
        this.listeners = listeners;
    }

    void told(Task task) {
        if (task.engine().approval() != null) {
            listeners.forEach(listener -> listener.asksOthers(task.engine().key()));
        }
    }
}
