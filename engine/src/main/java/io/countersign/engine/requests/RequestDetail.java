package io.countersign.engine.requests;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.countersign.engine.attachments.Attachment;
import io.countersign.engine.instances.Element;
import io.countersign.engine.instances.NamedValue;
import io.countersign.engine.tasks.DecisionView;
import io.countersign.engine.tasks.Permission;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A request with all that its participants may know.
 *
 * @param attachments the files of the whole request, removed ones as well, oldest first
 * @param may what the caller may do with it, and why not
 * @param remindAgainAt when those it waits for can be reminded again; null where nobody was
 */
public record RequestDetail(
        @JsonUnwrapped Request request,
        List<NamedValue> variables,
        List<Element> elements,
        List<DecisionView> decisions,
        List<Attachment> attachments,
        May may,
        @Nullable Instant remindAgainAt) {

    /** What a requester can do. */
    public record May(Permission withdraw, Permission remind) {}
}
