package io.countersign.engine.identity.web;

import io.countersign.engine.identity.Group;
import java.util.List;

/** A group as administrators see it. */
record GroupView(String id, String displayName, List<String> members, long version) {

    static GroupView from(Group group) {
        return new GroupView(
                group.id(),
                group.displayName(),
                group.members().stream().sorted().toList(),
                group.version());
    }
}
