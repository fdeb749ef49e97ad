package io.countersign.engine.tasks;

import io.countersign.engine.definitions.ProcessNames;
import io.countersign.engine.identity.Directory;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** What people and processes are called, from memory: joining their tables costs more than all the rest of a task. */
@Component
class TaskNames {

    private final Directory directory;
    private final ProcessNames processes;

    TaskNames(Directory directory, ProcessNames processes) {
        this.directory = directory;
        this.processes = processes;
    }

    List<Task> name(List<Task> tasks) {
        var people = new HashMap<>(
                directory.displayNames(tasks.stream().flatMap(Task::usernames).collect(Collectors.toSet())));
        people.put(DueTasks.DEADLINE, "Countersign");
        Map<Long, String> names = processes.of(
                tasks.stream().map(task -> task.engine().processDefinitionKey()).toList());
        return tasks.stream()
                .map(task -> task.withNames(people, names.get(task.engine().processDefinitionKey())))
                .toList();
    }
}
