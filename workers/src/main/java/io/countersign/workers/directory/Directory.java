package io.countersign.workers.directory;

import java.util.List;
import java.util.Optional;

/** People and groups, as the administrators keep them. */
public interface Directory {

    Optional<Person> person(String username);

    /** Whoever belongs to the group and may sign in, by name; empty where nobody made such a group. */
    Optional<List<Person>> members(String groupId);
}
