package io.countersign.engine.tasks;

/** Instances with the instances that they called, at any depth. */
final class Family {

    /** Rows {@code family(key, root)} of the parameter {@code roots}. */
    static final String OF_ROOTS = """
            (select key, key as root from unnest(cast(:roots as bigint[])) as wanted (key)
            union
            select child.key, child.root_process_instance_key from process_instance child
            where child.parent_process_instance_key is not null and child.root_process_instance_key = any (:roots)) family
            """;

    private Family() {}
}
