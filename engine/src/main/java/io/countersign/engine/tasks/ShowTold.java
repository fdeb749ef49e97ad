package io.countersign.engine.tasks;

import io.countersign.engine.identity.Caller;
import io.countersign.engine.identity.Directory;
import io.countersign.engine.notifications.Deliveries;
import io.countersign.engine.notifications.Delivery;
import io.countersign.engine.web.Problem;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Who was written to about a task, for whoever sees the task. Addresses and servers' words are for operators, who see them elsewhere. */
@Component
public class ShowTold {

    private final SeeTask tasks;
    private final Deliveries deliveries;
    private final Directory directory;

    ShowTold(SeeTask tasks, Deliveries deliveries, Directory directory) {
        this.tasks = tasks;
        this.deliveries = deliveries;
        this.directory = directory;
    }

    /** @throws Problem 404 where there is no such task, 403 where it is for others */
    public List<ToldView> about(Caller caller, long taskKey) {
        List<Delivery> told = deliveries.ofTask(tasks.see(caller, taskKey).key());
        Map<String, String> names = directory.displayNames(
                told.stream().map(Delivery::username).filter(Objects::nonNull).toList());
        return told.stream()
                .map(delivery -> new ToldView(
                        delivery.subject(),
                        person(delivery.username(), names),
                        delivery.state(),
                        delivery.queuedAt(),
                        delivery.dueAt(),
                        delivery.endedAt()))
                .toList();
    }

    private static @Nullable Person person(@Nullable String username, Map<String, String> names) {
        return username == null ? null : new Person(username, names.getOrDefault(username, username));
    }
}
