package io.countersign.engine.tasks;

import io.countersign.engine.identity.Caller;
import io.countersign.engine.readmodel.Condition;
import io.countersign.engine.readmodel.Membership;
import io.countersign.engine.readmodel.SearchResult;
import io.countersign.engine.readmodel.SearchSyntax;
import io.countersign.engine.web.Problem;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** Searches user tasks as the Orchestration Cluster REST API does. */
@Component
public class UserTasks {

    private static final SearchSyntax SYNTAX = new SearchSyntax(
            UserTaskField.values(),
            UserTaskField.USER_TASK_KEY,
            Map.of(
                    "candidateGroup",
                    Membership.inArray("candidateGroup", "t.candidate_groups"),
                    "candidateUser",
                    Membership.inArray("candidateUser", "t.candidate_users"),
                    "processInstanceVariables",
                    Membership.variables("t.process_instance_key", "t.process_instance_key"),
                    "localVariables",
                    Membership.variables("t.process_instance_key", "t.element_instance_key"),
                    "tags",
                    Membership.inNothing()));

    private final JdbcClient jdbc;
    private final Tasks tasks;
    private final TaskAccess access;

    UserTasks(JdbcClient jdbc, Tasks tasks, TaskAccess access) {
        this.jdbc = jdbc;
        this.tasks = tasks;
        this.access = access;
    }

    /** @throws Problem 400 where the search is not understood */
    public SearchResult<UserTask> search(Caller caller, @Nullable JsonNode body) {
        return SYNTAX.parse(body)
                .run(jdbc, UserTask.COLUMNS, UserTask.TABLES, visibleTo(caller), (row, number) -> UserTask.read(row));
    }

    /** @throws Problem 404 where there is none that the caller may see */
    public UserTask get(Caller caller, long userTaskKey) {
        return tasks.find(userTaskKey)
                .filter(task -> access.rules(task, caller).maySee())
                .flatMap(
                        task -> jdbc.sql("select " + UserTask.COLUMNS + " from " + UserTask.TABLES + " where t.key = ?")
                                .param(userTaskKey)
                                .query((row, number) -> UserTask.read(row))
                                .optional())
                .orElseThrow(() -> Problem.notFound(
                        "task-not-found",
                        "There is no such task",
                        "No task of yours has the key " + userTaskKey + "."));
    }

    private static Condition visibleTo(Caller caller) {
        return Audience.seesAll(caller) ? Condition.ALWAYS : TaskVisibility.of(caller);
    }
}
