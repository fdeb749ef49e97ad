package io.countersign.workers.approvals;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the model wants to know.
 *
 * @param roles {@code manager}, {@code user:<name>}, {@code group:<id>}, in the order in which they approve
 * @param fallbackGroup asked where the requester has no manager or isn't known
 */
record ApproversNeeded(List<String> roles, @Nullable String fallbackGroup) {

    ApproversNeeded {
        roles = roles == null
                ? List.of()
                : roles.stream().map(String::valueOf).map(String::strip).toList();
    }
}
