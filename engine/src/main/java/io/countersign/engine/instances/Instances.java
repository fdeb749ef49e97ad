package io.countersign.engine.instances;

import io.countersign.engine.identity.Caller;
import io.countersign.engine.identity.Role;
import io.countersign.engine.readmodel.Condition;
import io.countersign.engine.readmodel.KeySet;
import io.countersign.engine.readmodel.Membership;
import io.countersign.engine.readmodel.SearchResult;
import io.countersign.engine.readmodel.SearchSyntax;
import io.countersign.engine.web.Problem;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.JsonNode;

/**
 * The process instances. Operators, auditors and admins see all of them, others those that they started, with what these called, and
 * those that they take part in.
 */
@Repository
public class Instances {

    private static final SearchSyntax SYNTAX = new SearchSyntax(
            InstanceField.values(),
            InstanceField.PROCESS_INSTANCE_KEY,
            Map.of("variables", Membership.variables("i.key", "i.key"), "tags", Membership.inNothing()));

    private static final String STARTED = """
            select request.process_instance_key from start_request request
            where request.process_instance_key is not null and (request.requester = ? or request.caller = ?)""";

    private static final String CALLED = """
            select called.key from start_request request
                join process_instance called on called.root_process_instance_key = request.process_instance_key
                    and called.parent_process_instance_key is not null
            where request.requester = ? or request.caller = ?""";

    private final JdbcClient jdbc;
    private final List<Participants> participants;

    Instances(JdbcClient jdbc, List<Participants> participants) {
        this.jdbc = jdbc;
        this.participants = participants;
    }

    /** @throws Problem 400 where the search is not understood */
    public SearchResult<Instance> search(Caller caller, @Nullable JsonNode body) {
        Condition visible = seesAll(caller) ? Condition.ALWAYS : theirs(caller).contains("i.key");
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
        if (!seesAll(caller) && !isOf(caller, processInstanceKey)) {
            throw Problem.forbidden(
                    "instance-not-visible",
                    "You may not see this instance",
                    "Those who started it, those who have or had a task of it, and operators may.");
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

    /** Whether the caller started the instance, itself or through its parents, or takes part in it. */
    public boolean isOf(Caller caller, long processInstanceKey) {
        return isOfAny(caller, List.of(processInstanceKey));
    }

    /** Whether that holds for one of the instances at least. */
    public boolean isOfAny(Caller caller, Collection<Long> processInstanceKeys) {
        return ask("select exists (%s)", caller, processInstanceKeys)
                .query(Boolean.class)
                .single();
    }

    /** Those of the instances that the caller may see. */
    public Set<Long> visible(Caller caller, Set<Long> processInstanceKeys) {
        return processInstanceKeys.isEmpty() || seesAll(caller)
                ? processInstanceKeys
                : ask("%s", caller, processInstanceKeys).query(Long.class).set();
    }

    /** @param question about those of the instances that are the caller's */
    private StatementSpec ask(String question, Caller caller, Collection<Long> processInstanceKeys) {
        KeySet theirs = theirs(caller);
        var parameters = new ArrayList<>(theirs.parameters());
        parameters.add(processInstanceKeys.toArray(Long[]::new));
        // outside, where the planner takes the keys into each part of the union
        String among = "select key from (" + theirs.sql() + ") as theirs (key) where theirs.key = any (?)";
        return jdbc.sql(question.formatted(among)).params(parameters);
    }

    private KeySet theirs(Caller caller) {
        var sets = new ArrayList<KeySet>();
        sets.add(KeySet.of(STARTED, username(caller), caller.id()));
        sets.add(KeySet.of(CALLED, username(caller), caller.id()));
        participants.forEach(part -> sets.add(part.instancesOf(caller)));
        return KeySet.union(sets);
    }

    public static boolean seesAll(Caller caller) {
        return Stream.of(Role.OPERATOR, Role.AUDITOR, Role.ADMIN).anyMatch(caller::has);
    }

    /** A system is nobody's requester, even if it has a person's name. */
    private static String username(Caller caller) {
        return caller.isPerson() ? caller.name() : "";
    }
}
