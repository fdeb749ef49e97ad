package io.countersign.workers.approvals;

import java.util.List;
import java.util.Map;

/** Who may approve in one role. */
sealed interface Approver {

    /** As a model reads it: an assignee or candidate groups, and whom to mail. */
    Map<String, Object> toVariable();

    record Somebody(String username) implements Approver {
        @Override
        public Map<String, Object> toVariable() {
            return Map.of(
                    "assignee", username, "candidateGroups", List.of(), "recipients", List.of("user:" + username));
        }
    }

    record AnyOf(String groupId) implements Approver {
        @Override
        public Map<String, Object> toVariable() {
            // an empty assignee is nobody, while a null one stops the task
            return Map.of(
                    "assignee", "", "candidateGroups", List.of(groupId), "recipients", List.of("group:" + groupId));
        }
    }
}
