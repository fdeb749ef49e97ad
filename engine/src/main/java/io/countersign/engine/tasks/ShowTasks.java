package io.countersign.engine.tasks;

import io.countersign.engine.audit.AuditEntryView;
import io.countersign.engine.calendars.Calendars;
import io.countersign.engine.definitions.Forms;
import io.countersign.engine.identity.Caller;
import io.countersign.engine.instances.Elements;
import io.countersign.engine.instances.NamedValue;
import io.countersign.engine.instances.Variables;
import io.countersign.engine.tasks.TaskDetail.TaskForm;
import io.countersign.engine.web.Problem;
import io.countersign.store.audit.AuditQuery;
import io.countersign.store.audit.AuditReader;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** Tasks as people see them. */
@Component
public class ShowTasks {

    private static final int MAX_HISTORY = 100;

    private final Tasks tasks;
    private final TaskAccess access;
    private final Electorate electorate;
    private final Variables variables;
    private final Elements elements;
    private final Forms forms;
    private final AuditReader audit;
    private final RequesterActs requesters;
    private final TaskDeadlines deadlines;
    private final Calendars calendars;
    private final Clock clock;

    ShowTasks(
            Tasks tasks,
            TaskAccess access,
            Electorate electorate,
            Variables variables,
            Elements elements,
            Forms forms,
            AuditReader audit,
            RequesterActs requesters,
            TaskDeadlines deadlines,
            Calendars calendars,
            Clock clock) {
        this.tasks = tasks;
        this.access = access;
        this.electorate = electorate;
        this.variables = variables;
        this.elements = elements;
        this.forms = forms;
        this.audit = audit;
        this.requesters = requesters;
        this.deadlines = deadlines;
        this.calendars = calendars;
        this.clock = clock;
    }

    /** @throws Problem 404 where there is none, 403 where it is for others */
    public TaskDetail show(Caller caller, long taskKey) {
        Task task = tasks.get(taskKey);
        TaskRules rules = access.rules(task, caller);
        Refusal hidden = rules.see();
        if (hidden != null) {
            throw hidden.toProblem();
        }
        EngineTask engine = task.engine();
        List<Person> actsFor = rules.actsFor();
        return new TaskDetail(
                rows(List.of(task), first(task, actsFor)).getFirst(),
                form(engine),
                engine.externalForm(),
                variables.seenFrom(engine.processInstanceKey(), engine.elementInstanceKey()).entrySet().stream()
                        .filter(variable -> !Approval.isReserved(variable.getKey()))
                        .map(variable -> new NamedValue(variable.getKey(), variable.getValue()))
                        .toList(),
                approval(engine),
                progress(task),
                task.votes().stream().map(DecisionView::from).toList(),
                deadlines.of(engine.key()).orElse(null),
                requesters.withdrawal(engine.rootProcessInstanceKey()).orElse(null),
                history(caller, engine),
                rules.may(),
                actsFor,
                elements.of(engine.processInstanceKey()));
    }

    /** Of all tasks of the instance for those who have a part in it. Whoever sees a task because everybody does, sees only that one. */
    private List<AuditEntryView> history(Caller caller, EngineTask task) {
        boolean takesPart = Audience.seesAll(caller) || !task.principals().contains(Audience.EVERYBODY);
        AuditQuery query = takesPart
                ? AuditQuery.ofProcessInstance(task.processInstanceKey(), TaskAudit.OBJECT_TYPE)
                : AuditQuery.ofObject(TaskAudit.OBJECT_TYPE, Long.toString(task.key()));
        return audit.page(query, null, MAX_HISTORY).stream()
                .map(AuditEntryView::from)
                .toList();
    }

    /** The tasks of an instance, open or not, whoever they are for. */
    public List<TaskSummary> ofInstance(long processInstanceKey) {
        return rows(tasks.ofInstance(processInstanceKey), Map.of());
    }

    private static Map<Long, Person> first(Task task, List<Person> actsFor) {
        return actsFor.isEmpty() ? Map.of() : Map.of(task.engine().key(), actsFor.getFirst());
    }

    /** @param onBehalfOf for whom the caller acts, by task; nobody where it is missing */
    List<TaskSummary> rows(List<Task> shown, Map<Long, Person> onBehalfOf) {
        Map<Long, Map<String, JsonNode>> summaries = variables.summaries(
                shown.stream().map(task -> task.engine().processInstanceKey()).toList());
        Calendars.Choice choice = calendars.recent();
        Instant now = clock.instant();
        return shown.stream()
                .map(task -> TaskSummary.from(
                        task,
                        summaries.getOrDefault(task.engine().processInstanceKey(), Map.of()),
                        onBehalfOf.get(task.engine().key()),
                        Due.of(task.engine(), choice, now)))
                .toList();
    }

    private @Nullable ApprovalProgress progress(Task task) {
        return Approval.of(task.engine().approval()) instanceof Approval.Agreed agreed
                ? ApprovalProgress.of(agreed.policy(), electorate.ballot(task, agreed), task.isOpen())
                : null;
    }

    /** Always an object, so that clients need not know how a model can get it wrong; the rules say when it is not understood. */
    private static @Nullable JsonNode approval(EngineTask engine) {
        JsonNode approval = engine.approval();
        return approval == null || approval.isObject() ? approval : JsonNodeFactory.instance.objectNode();
    }

    @Nullable
    TaskForm form(EngineTask engine) {
        return engine.formKey() == null
                ? null
                : forms.find(engine.formKey())
                        .map(form -> new TaskForm(Long.toString(form.key()), form.schema()))
                        .orElse(null);
    }
}
