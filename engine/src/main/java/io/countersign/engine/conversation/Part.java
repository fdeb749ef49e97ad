package io.countersign.engine.conversation;

import io.countersign.engine.attachments.AttachmentAccess;
import io.countersign.engine.attachments.Place;
import io.countersign.engine.identity.Caller;
import io.countersign.engine.instances.InstanceFamilies;
import io.countersign.engine.instances.InstanceFamily;
import io.countersign.engine.instances.Instances;
import io.countersign.engine.tasks.SeeTask;
import java.util.Optional;
import org.springframework.stereotype.Component;

/**
 * Who has a part in a request: its requester, those who have or had a task of it, operators and auditors. They see all that is said around
 * it. Who sees a task only because everybody does, sees what belongs to the request as such, and to that task.
 */
@Component
class Part implements AttachmentAccess {

    private final InstanceFamilies families;
    private final Instances instances;
    private final SeeTask tasks;

    Part(InstanceFamilies families, Instances instances, SeeTask tasks) {
        this.families = families;
        this.instances = instances;
        this.tasks = tasks;
    }

    boolean takesPart(Caller caller, InstanceFamily family) {
        return Instances.seesAll(caller)
                || (caller.isPerson() && caller.name().equals(family.requester()))
                || instances.isOfAny(caller, family.keys());
    }

    @Override
    public boolean maySee(Caller caller, Place place) {
        return family(place)
                .filter(family ->
                        takesPart(caller, family) || tasks.seesAsEverybody(caller, family.keys(), place.taskKey()))
                .isPresent();
    }

    @Override
    public boolean isActive(Place place) {
        return family(place).map(InstanceFamily::active).orElse(true);
    }

    private Optional<InstanceFamily> family(Place place) {
        if (place.processInstanceKey() != null) {
            return Optional.of(families.of(place.processInstanceKey()));
        }
        return Optional.ofNullable(place.startId()).flatMap(families::ofStart);
    }
}
