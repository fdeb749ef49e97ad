package io.countersign.engine.tasks;

import io.countersign.engine.identity.Caller;
import io.countersign.engine.tasks.BulkCheckView.Reason;
import io.countersign.engine.web.Idempotency;
import io.countersign.engine.web.Problem;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;

/**
 * Answers many tasks at once, each in a transaction of its own under the rules of a single one: none of them hurts another. The
 * engine is told when it can't be undone any more. A repeat with the same key answers the same, and finishes what was broken off.
 */
@Component
public class DecideInBulk {

    private static final Logger log = LoggerFactory.getLogger(DecideInBulk.class);

    private final Tasks tasks;
    private final BulkRules rules;
    private final TaskAccess access;
    private final AnswerTask answers;
    private final AnswerCheck check;
    private final BulkDecisions decisions;
    private final TransactionTemplate transaction;
    private final TaskSettings settings;
    private final Idempotency idempotency;
    private final Clock clock;

    DecideInBulk(
            Tasks tasks,
            BulkRules rules,
            TaskAccess access,
            AnswerTask answers,
            AnswerCheck check,
            BulkDecisions decisions,
            TransactionTemplate transaction,
            TaskSettings settings,
            JsonMapper json,
            Clock clock) {
        this.tasks = tasks;
        this.rules = rules;
        this.access = access;
        this.answers = answers;
        this.check = check;
        this.decisions = decisions;
        this.transaction = transaction;
        this.settings = settings;
        this.idempotency = new Idempotency(json);
        this.clock = clock;
    }

    /** What would come of it. Nobody tries anything by asking, so refusals are not for the audit trail. */
    public BulkCheckView check(Caller caller, BulkAnswer answer) {
        Map<Long, Task> found = tasks.of(answer.taskKeys()).stream()
                .collect(Collectors.toMap(task -> task.engine().key(), Function.identity()));
        var allowed = new ArrayList<String>();
        var refused = new LinkedHashMap<Why, List<String>>();
        var actsFor = new LinkedHashSet<Person>();
        for (long key : answer.taskKeys()) {
            Task task = found.get(key);
            if (task == null) {
                Problem gone = Tasks.gone(key);
                // one reason for all of them, whatever their keys
                refused.computeIfAbsent(new Why(gone.slug(), gone.title() + " any more."), why -> new ArrayList<>())
                        .add(Long.toString(key));
                continue;
            }
            Verdict verdict = rules.judge(task, caller, answer);
            Refusal refusal = verdict.refusal();
            if (refusal == null) {
                allowed.add(Long.toString(key));
                continue;
            }
            if (BulkRules.isToBeNamed(verdict)) {
                actsFor.addAll(access.rules(task, caller).actsFor());
            }
            refused.computeIfAbsent(new Why(refusal.code(), refusal.message()), why -> new ArrayList<>())
                    .add(Long.toString(key));
        }
        return new BulkCheckView(
                allowed,
                refused.entrySet().stream()
                        .map(entry ->
                                new Reason(entry.getKey().code(), entry.getKey().message(), entry.getValue()))
                        .sorted(Comparator.comparingInt(
                                        (Reason reason) -> reason.taskKeys().size())
                                .reversed())
                        .toList(),
                List.copyOf(actsFor));
    }

    private record Why(String code, String message) {}

    /** @throws Problem 409 where the key came with something else before, 422 where the comment does not fit */
    public BulkDecisionView decide(Caller caller, String idempotencyKey, BulkAnswer answer) {
        check.requireFit(answer.comment());
        UUID id = accept(caller, idempotencyKey, answer);
        for (BulkItem item : decisions.items(id)) {
            if (item.result() == null) {
                decide(caller, id, item.taskKey(), answer);
            }
        }
        return BulkDecisionView.of(decisions.find(id).orElseThrow(), decisions.items(id));
    }

    /** Durable before the first task is touched, so that a repeat knows what there is to finish. */
    UUID accept(Caller caller, String idempotencyKey, BulkAnswer answer) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        var bulk = new BulkDecision(
                UUID.randomUUID(),
                caller.id(),
                idempotency.hash(answer.body()),
                answer.outcome(),
                now,
                now.plus(settings.undoWithin()),
                null);
        Boolean isNew = transaction.execute(status -> decisions.insert(bulk, idempotencyKey, answer.taskKeys()));
        if (Boolean.TRUE.equals(isNew)) {
            return bulk.id();
        }
        BulkDecision first = decisions.find(caller, idempotencyKey).orElseThrow();
        if (!first.bodyHash().equals(bulk.bodyHash())) {
            throw Idempotency.reused();
        }
        if (decisions.items(first.id()).stream().anyMatch(item -> item.result() == null)) {
            decisions.prolong(first.id(), bulk.undoUntil());
        }
        return first.id();
    }

    void decide(Caller caller, UUID id, long taskKey, BulkAnswer answer) {
        try {
            transaction.executeWithoutResult(status -> attempt(caller, id, taskKey, answer));
        } catch (Problem problem) {
            transaction.executeWithoutResult(status -> {
                BulkItem item = decisions.lock(id, taskKey);
                if (item.result() == null) {
                    decisions.save(id, item.refused(problem.slug(), Objects.requireNonNull(problem.getMessage())));
                }
            });
        } catch (DataAccessException | TransactionException away) {
            throw away;
        } catch (RuntimeException unforeseen) {
            log.error("Task {} could not be decided with the others of {}", taskKey, id, unforeseen);
        }
    }

    private void attempt(Caller caller, UUID id, long taskKey, BulkAnswer answer) {
        BulkDecision bulk = decisions.hold(id);
        BulkItem item = decisions.lock(id, taskKey);
        if (item.result() != null) {
            return;
        }
        decisions.save(id, bulk.undoneAt() == null ? answered(caller, bulk, item, answer) : item.notTried());
    }

    private BulkItem answered(Caller caller, BulkDecision bulk, BulkItem item, BulkAnswer answer) {
        Task task = tasks.lock(item.taskKey());
        try {
            Place place = access.permit(
                    task,
                    rules.judge(task, caller, answer),
                    answer.outcome() == Outcome.COMPLETED ? "completion" : "decision");
            decisions.keepFormerVote(bulk.id(), item.taskKey(), Audience.nameOf(caller));
            Task after = answers.take(
                    caller, task, new Answer(answer.outcome(), answer.comment(), Map.of(), place.onBehalfOf()), bulk);
            return item.voted(after.voteOf(Audience.nameOf(caller)).orElseThrow());
        } catch (Refused refused) {
            // committed with what the audit trail says of it
            return item.refused(refused.slug(), Objects.requireNonNull(refused.getMessage()));
        }
    }
}
