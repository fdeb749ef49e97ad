package io.countersign.engine.definitions;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.List;
import javax.xml.stream.XMLStreamException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Says what can come after an element, from the deployed model. Which of it will, decide the values of the instance. */
@Component
public class NextTasks {

    private static final Logger log = LoggerFactory.getLogger(NextTasks.class);

    private final JdbcClient jdbc;
    private final Cache<Long, FlowGraph> graphs =
            Caffeine.newBuilder().maximumSize(200).build();

    /** What can come next. */
    public record Next(List<NextTask> tasks, End end) {}

    /**
     * A task that can come next.
     *
     * @param assignee null where the model does not name one for every instance
     */
    public record NextTask(
            String elementId,
            @Nullable String name,
            @Nullable String assignee,
            List<String> candidateGroups) {}

    /** Whether the process can be over without another task. */
    public enum End {
        NO,
        ENDS,
        /** The process that called this one goes on. */
        RETURNS
    }

    NextTasks(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * The tasks that can come next without another task between.
     *
     * @param outermost whether no other process called this one
     * @return null where the model is not known
     */
    public @Nullable Next after(long processDefinitionKey, String elementId, boolean outermost) {
        FlowGraph graph = graphs.get(processDefinitionKey, this::load);
        if (graph == null || !graph.elements().containsKey(elementId)) {
            return null;
        }
        FlowGraph.Reach reach = graph.after(elementId);
        return new Next(
                reach.userTasks().stream()
                        .map(task -> new NextTask(task.id(), task.name(), task.assignee(), task.candidateGroups()))
                        .toList(),
                !reach.end() ? End.NO : outermost ? End.ENDS : End.RETURNS);
    }

    private @Nullable FlowGraph load(long processDefinitionKey) {
        return jdbc.sql("select process_id, resource from process_definition where key = ?")
                .param(processDefinitionKey)
                .query((row, number) ->
                        graph(processDefinitionKey, row.getString("process_id"), row.getBytes("resource")))
                .optional()
                .orElse(null);
    }

    private static FlowGraph graph(long processDefinitionKey, String processId, byte[] resource) {
        try {
            return FlowGraphReader.read(resource, processId);
        } catch (XMLStreamException e) {
            log.warn("The model of process {} ({}) can't be read for its flows", processId, processDefinitionKey, e);
            return FlowGraph.EMPTY;
        }
    }
}
