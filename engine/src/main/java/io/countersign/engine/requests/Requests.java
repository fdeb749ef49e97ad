package io.countersign.engine.requests;

import io.countersign.engine.attachments.Attachment;
import io.countersign.engine.attachments.Attachments;
import io.countersign.engine.audit.InstanceVisibility;
import io.countersign.engine.definitions.ProcessProperties;
import io.countersign.engine.identity.Caller;
import io.countersign.engine.instances.Elements;
import io.countersign.engine.instances.Instances;
import io.countersign.engine.instances.NamedValue;
import io.countersign.engine.instances.Variables;
import io.countersign.engine.tasks.AskedOfRequester;
import io.countersign.engine.tasks.AskedOfRequester.OpenQuestion;
import io.countersign.engine.tasks.DecisionView;
import io.countersign.engine.tasks.Participation;
import io.countersign.engine.tasks.WaitingTask;
import io.countersign.engine.tasks.WaitingTasks;
import io.countersign.engine.web.Cursor;
import io.countersign.engine.web.Page;
import io.countersign.engine.web.Paging;
import io.countersign.engine.web.Problem;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** What people asked for. A request is seen by its requester, by those who have or had a task of it, by operators and auditors. */
@Component
public class Requests implements InstanceVisibility {

    private final RequestRows rows;
    private final Instances instances;
    private final Participation participation;
    private final WaitingTasks waiting;
    private final Variables variables;
    private final Elements elements;
    private final Attachments attachments;
    private final ProcessProperties properties;
    private final RequestSettings settings;
    private final Clock clock;
    private final AskedOfRequester asked;

    Requests(
            RequestRows rows,
            Instances instances,
            Participation participation,
            WaitingTasks waiting,
            Variables variables,
            Elements elements,
            Attachments attachments,
            ProcessProperties properties,
            RequestSettings settings,
            Clock clock,
            AskedOfRequester asked) {
        this.rows = rows;
        this.instances = instances;
        this.participation = participation;
        this.waiting = waiting;
        this.variables = variables;
        this.elements = elements;
        this.attachments = attachments;
        this.properties = properties;
        this.settings = settings;
        this.clock = clock;
        this.asked = asked;
    }

    /** The caller's own, newest first. */
    public Page<Request> mine(Caller caller, RequestQuery query, Paging paging) {
        if (!caller.isPerson()) {
            return Page.whole(List.of());
        }
        Page<Request> page = Page.of(
                paging,
                rows.of(caller.name(), query, paging),
                request -> Cursor.of(request.requestedAt(), request.startId()));
        List<Long> keys = page.items().stream()
                .filter(request -> request.processInstanceKey() != null)
                .map(Requests::key)
                .toList();
        Map<Long, Map<String, JsonNode>> summaries = variables.summaries(keys);
        Map<Long, List<WaitingTask>> waitingFor = waiting.of(keys);
        Map<Long, List<DecisionView>> decisions = participation.decisions(keys);
        Map<Long, OpenQuestion> questions = asked.ofRequests(keys);
        return page.map(request -> request.processInstanceKey() == null
                ? request
                : request.with(
                        summaries.getOrDefault(key(request), Map.of()),
                        waitingFor.getOrDefault(key(request), List.of()),
                        decisions.getOrDefault(key(request), List.of()),
                        questions.get(key(request))));
    }

    /** @throws Problem 404 where there is none, 403 where it is other people's */
    public RequestDetail show(Caller caller, long processInstanceKey) {
        Request request = see(caller, processInstanceKey);
        List<Long> key = List.of(processInstanceKey);
        List<DecisionView> decisions = participation.decisions(key).getOrDefault(processInstanceKey, List.of());
        List<WaitingTask> waitingFor = waiting.of(key).getOrDefault(processInstanceKey, List.of());
        var rules = new RequestRules(caller, request, properties, settings, clock.instant());
        return new RequestDetail(
                request.with(
                        variables.summaries(key).getOrDefault(processInstanceKey, Map.of()),
                        waitingFor,
                        decisions,
                        asked.ofRequests(key).get(processInstanceKey)),
                NamedValue.of(variables.ofInstance(processInstanceKey)),
                elements.of(processInstanceKey),
                decisions,
                attachments(request),
                rules.may(waitingFor),
                rules.remindAgainAt());
    }

    /**
     * Without what people did about it.
     *
     * @throws Problem 404 where there is none, 403 where it is other people's
     */
    public Request see(Caller caller, long processInstanceKey) {
        Request request = rows.ofInstance(processInstanceKey)
                .orElseThrow(() -> Problem.notFound(
                        "request-not-found",
                        "There is no such request",
                        "No process instance has the key " + processInstanceKey + "."));
        if (!Instances.seesAll(caller) && !isOf(caller, request) && !isParticipant(caller, processInstanceKey)) {
            throw Problem.forbidden(
                    "request-not-visible",
                    "You may not see this request",
                    "Its requester, those who have or had a task of it, and operators may.");
        }
        return request;
    }

    private List<Attachment> attachments(Request request) {
        String root = request.rootProcessInstanceKey();
        return attachments.ofRequest(
                root == null ? null : Long.valueOf(root),
                request.startId() == null ? null : UUID.fromString(request.startId()));
    }

    @Override
    public boolean isParticipant(Caller caller, long processInstanceKey) {
        return instances.isOf(caller, processInstanceKey);
    }

    /** Also while the engine's record of the instance is still on its way. */
    static boolean isOf(Caller caller, Request request) {
        return caller.isPerson() && caller.name().equals(request.requester());
    }

    private static Long key(Request request) {
        return Long.valueOf(String.valueOf(request.processInstanceKey()));
    }
}
