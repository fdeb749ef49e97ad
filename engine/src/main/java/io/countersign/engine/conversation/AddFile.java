package io.countersign.engine.conversation;

import io.countersign.engine.attachments.AddAttachment;
import io.countersign.engine.attachments.Attachment;
import io.countersign.engine.attachments.Place;
import io.countersign.engine.identity.Caller;
import io.countersign.engine.instances.InstanceFamilies;
import io.countersign.engine.instances.InstanceFamily;
import io.countersign.engine.requests.Requests;
import io.countersign.engine.tasks.SeeTask;
import io.countersign.engine.web.Problem;
import org.springframework.core.io.Resource;
import org.springframework.stereotype.Component;

/** Adds a file to a request, at a task of it or by whose request it is. */
@Component
public class AddFile {

    private final AddAttachment add;
    private final SeeTask tasks;
    private final Requests requests;
    private final InstanceFamilies families;

    AddFile(AddAttachment add, SeeTask tasks, Requests requests, InstanceFamilies families) {
        this.add = add;
        this.tasks = tasks;
        this.requests = requests;
        this.families = families;
    }

    /** @throws Problem 403, 404, 409, 413 or 422 */
    public Attachment atTask(Caller caller, long taskKey, Resource content) {
        InstanceFamily family = families.of(tasks.see(caller, taskKey).rootProcessInstanceKey());
        requireActive(family);
        return add.to(caller, Place.task(family.rootKey(), family.startId(), taskKey), content);
    }

    /** @throws Problem 403, 404, 409, 413 or 422 */
    public Attachment toRequest(Caller caller, long processInstanceKey, Resource content) {
        requests.see(caller, processInstanceKey);
        InstanceFamily family = families.of(processInstanceKey);
        if (!caller.isPerson() || !caller.name().equals(family.requester())) {
            throw Problem.forbidden(
                    "not-the-requester",
                    "This request is somebody else's",
                    "Its requester adds files here; who has a task of it adds them at the task.");
        }
        requireActive(family);
        return add.to(caller, Place.request(family.rootKey(), family.startId()), content);
    }

    private static void requireActive(InstanceFamily family) {
        if (!family.active()) {
            throw Problem.conflict(
                    "request-ended",
                    "The request has ended",
                    "What was decided on stays as it was; its files can't be changed any more.");
        }
    }
}
