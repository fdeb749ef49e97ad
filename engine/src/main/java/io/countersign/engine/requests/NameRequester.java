package io.countersign.engine.requests;

import io.countersign.engine.identity.Caller;
import io.countersign.engine.identity.Directory;
import io.countersign.engine.identity.UserAccount;
import io.countersign.engine.readmodel.OneAtATime;
import io.countersign.engine.web.Hints;
import io.countersign.engine.web.Problem;
import io.countersign.engine.web.Problem.FieldError;
import io.countersign.engine.web.RequestId;
import io.countersign.store.audit.AuditEntry;
import io.countersign.store.audit.AuditTrail;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.json.JsonMapper;

/**
 * An operator says whose request an instance is, where nobody signed in started it: separation of duties needs to know. Who signed in
 * and asked stays the requester, whatever an operator says.
 */
@Component
public class NameRequester {

    private final JdbcClient jdbc;
    private final Directory directory;
    private final AuditTrail audit;
    private final Hints hints;
    private final JsonMapper json;
    private final Clock clock;

    private record Root(long key, @Nullable UUID startId) {}

    private record Known(UUID id, String caller, @Nullable String requester) {

        boolean signedInAndAsked() {
            return requester != null && caller.equals("user:" + requester);
        }
    }

    NameRequester(JdbcClient jdbc, Directory directory, AuditTrail audit, Hints hints, JsonMapper json, Clock clock) {
        this.jdbc = jdbc;
        this.directory = directory;
        this.audit = audit;
        this.hints = hints;
        this.json = json;
        this.clock = clock;
    }

    /** @throws Problem 404 no such instance, 409 the requester signed in, 422 no such person */
    @Transactional
    public void name(Caller operator, long processInstanceKey, String username) {
        UserAccount person = directory
                .person(username)
                .orElseThrow(() -> Problem.unprocessable(
                        "unknown-user",
                        "There is no such person",
                        "There is no user " + username + ".",
                        new FieldError("username", "is not a user's")));
        Root root = root(processInstanceKey);
        Optional<Known> known = lock(root);
        if (known.filter(Known::signedInAndAsked).isPresent()) {
            throw Problem.conflict(
                    "requester-known",
                    "The requester is known",
                    "The person who made this request was signed in; that can't be changed.");
        }
        known.ifPresentOrElse(request -> change(request, username), () -> insert(operator, root, username));
        append(operator, root, known.map(Known::requester).orElse(null), person);
        hints.send(List.of("tasks", "requests", "instances"));
    }

    private Root root(long processInstanceKey) {
        return jdbc.sql("""
                        select root.key, root.start_id
                        from process_instance i join process_instance root on root.key = i.root_process_instance_key
                        where i.key = ?
                        """)
                .param(processInstanceKey)
                .query((row, number) -> new Root(row.getLong("key"), row.getObject("start_id", UUID.class)))
                .optional()
                .orElseThrow(() -> Problem.notFound(
                        "request-not-found",
                        "There is no such request",
                        "No process instance has the key " + processInstanceKey + "."));
    }

    private Optional<Known> lock(Root root) {
        OneAtATime.of(jdbc, "requester", root.key());
        return jdbc.sql(
                        "select id, caller, requester from start_request where process_instance_key = ? or id = ? for update")
                .params(Arrays.asList(root.key(), root.startId()))
                .query((row, number) ->
                        new Known(row.getObject("id", UUID.class), row.getString("caller"), row.getString("requester")))
                .optional();
    }

    private void change(Known request, String username) {
        jdbc.sql("update start_request set requester = ? where id = ?")
                .params(username, request.id())
                .update();
    }

    private void insert(Caller operator, Root root, String username) {
        jdbc.sql("""
                        insert into start_request (id, caller, requester, process_definition_key, process_id, tenant_id,
                            requested_at, process_instance_key)
                        select coalesce(start_id, cast(? as uuid)), ?, ?, process_definition_key, process_id, tenant_id,
                            coalesce(started_at, now()), key
                        from process_instance where key = ?
                        """)
                .params(UUID.randomUUID(), "operator:" + operator.id(), username, root.key())
                .update();
    }

    private void append(Caller operator, Root root, @Nullable String before, UserAccount after) {
        UUID earlier = before == null
                ? null
                : directory.person(before).map(UserAccount::id).orElse(null);
        audit.append(new AuditEntry(
                clock.instant(),
                operator.actor(),
                null,
                "request.requester-named",
                "process-instance",
                Long.toString(root.key()),
                root.key(),
                RequestId.current(),
                earlier == null ? null : json.writeValueAsString(Map.of("requester", earlier)),
                json.writeValueAsString(Map.of("requester", after.id())),
                Map.of(),
                null));
    }
}
