package io.countersign.engine.attachments;

import io.countersign.engine.identity.Caller;

/** Who may read the files of a request. Implemented by those who know requests and tasks. */
public interface AttachmentAccess {

    /** Whether the caller may see what is at this place. */
    boolean maySee(Caller caller, Place place);

    /** Whether the request still goes on, so that its files may change. */
    boolean isActive(Place place);
}
