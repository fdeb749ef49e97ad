package io.countersign.engine.tasks;

/**
 * Which tasks a substitution is about, in SQL: one place for a single task and for lists of them. Needs {@code substitution s} and a row
 * {@code given} with the moment {@code now}.
 */
final class Cover {

    static final String ACTIVE = """
            s.ended_at is null and s.starts_at <= given.now and (s.ends_at is null or s.ends_at > given.now)""";

    /**
     * Of {@code task t}. An amount that is not there, is no number, or has more digits than any amount has, is beyond every limit; the
     * pattern keeps the cast from failing.
     */
    static final String OF_TASK = """
            (s.process_ids = '{}' or t.process_id = any (s.process_ids))
                and (s.max_amount is null or exists (
                    select from variable v
                    where v.process_instance_key = t.process_instance_key and v.scope_key = t.process_instance_key
                        and v.name = 'amount'
                        and case when v.value ~ '^-{0,1}[0-9]{1,30}([.][0-9]{1,30}){0,1}([eE][+-]{0,1}[0-9]{1,2}){0,1}$'
                            then cast(v.value as numeric) <= s.max_amount else false end))""";

    private Cover() {}
}
