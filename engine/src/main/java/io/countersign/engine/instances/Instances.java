package io.countersign.engine.instances;

import io.countersign.engine.identity.Caller;
import io.countersign.engine.identity.Role;
import io.countersign.engine.readmodel.Condition;
import io.countersign.engine.readmodel.Membership;
import io.countersign.engine.readmodel.SearchResult;
import io.countersign.engine.readmodel.SearchSyntax;
import io.countersign.engine.web.Problem;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.JsonNode;

/** The process instances. Operators, auditors and admins see all of them, others those that they started. */
@Repository
public class Instances {

    private static final SearchSyntax SYNTAX = new SearchSyntax(
            InstanceField.values(),
            InstanceField.PROCESS_INSTANCE_KEY,
            Map.of("variables", Membership.variables("i.key", "i.key"), "tags", Membership.inNothing()));

    private final JdbcClient jdbc;

    Instances(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** @throws Problem 400 where the search is not understood */
    public SearchResult<Instance> search(Caller caller, @Nullable JsonNode body) {
        Condition visible = seesAll(caller)
                ? Condition.ALWAYS
                : Condition.of("(request.requester = ? or request.caller = ?)", username(caller), caller.id());
        return SYNTAX.parse(body)
                .run(jdbc, Instance.COLUMNS, Instance.TABLES, visible, (row, number) -> Instance.read(row));
    }

    public Optional<Instance> find(long processInstanceKey) {
        return jdbc.sql("select " + Instance.COLUMNS + " from " + Instance.TABLES + " where i.key = ?")
                .param(processInstanceKey)
                .query((row, number) -> Instance.read(row))
                .optional();
    }

    /** @throws Problem 404 where there is none, 403 where it is somebody else's */
    public Instance get(Caller caller, long processInstanceKey) {
        Instance instance = get(processInstanceKey);
        if (!seesAll(caller) && !isStartedBy(caller, processInstanceKey)) {
            throw Problem.forbidden(
                    "instance-not-visible", "You may not see this instance", "Those who started it and operators may.");
        }
        return instance;
    }

    /** @throws Problem 404 where there is none */
    public Instance get(long processInstanceKey) {
        return find(processInstanceKey)
                .orElseThrow(() -> Problem.notFound(
                        "instance-not-found",
                        "There is no such process instance",
                        "No process instance has the key " + processInstanceKey + "."));
    }

    /** Whether the request that the instance belongs to, itself or through its parents, is the caller's. */
    public boolean isStartedBy(Caller caller, long processInstanceKey) {
        return jdbc.sql("""
                        select exists (
                            select from process_instance i
                                join start_request request on request.process_instance_key = i.root_process_instance_key
                            where i.key = ? and (request.requester = ? or request.caller = ?))
                        """)
                .params(processInstanceKey, username(caller), caller.id())
                .query(Boolean.class)
                .single();
    }

    public static boolean seesAll(Caller caller) {
        return Stream.of(Role.OPERATOR, Role.AUDITOR, Role.ADMIN).anyMatch(caller::has);
    }

    /** A system is nobody's requester, even if it has a person's name. */
    private static String username(Caller caller) {
        return caller.isPerson() ? caller.name() : "";
    }
}
