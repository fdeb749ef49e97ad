package io.countersign.engine.conversation;

import io.countersign.engine.identity.Caller;
import io.countersign.engine.instances.InstanceFamilies;
import io.countersign.engine.instances.InstanceFamily;
import io.countersign.engine.requests.Requests;
import io.countersign.engine.tasks.SeeTask;
import io.countersign.engine.tasks.SeenTask;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Where a conversation is held: at a task or at a request, by somebody who sees it.
 *
 * @param task null at a request
 * @param takesPart whether the caller sees all of the request, or only this task with what belongs to the request as such
 */
record Scene(InstanceFamily family, @Nullable SeenTask task, boolean takesPart) {

    @Nullable
    Long taskKey() {
        return task == null ? null : task.key();
    }

    /** Whether the caller sees what was added at this task; null is the request as such. */
    boolean shows(@Nullable String otherTaskKey) {
        return takesPart
                || otherTaskKey == null
                || (task != null && Long.toString(task.key()).equals(otherTaskKey));
    }

    /** Opens scenes. */
    @Component
    static class Scenes {

        private final SeeTask tasks;
        private final Requests requests;
        private final InstanceFamilies families;
        private final Part part;

        Scenes(SeeTask tasks, Requests requests, InstanceFamilies families, Part part) {
            this.tasks = tasks;
            this.requests = requests;
            this.families = families;
            this.part = part;
        }

        /** @throws io.countersign.engine.web.Problem 403 or 404 */
        Scene task(Caller caller, long taskKey) {
            return of(caller, tasks.see(caller, taskKey));
        }

        /**
         * Nobody answers the task before the running transaction has ended.
         *
         * @throws io.countersign.engine.web.Problem 403 or 404
         */
        Scene lockedTask(Caller caller, long taskKey) {
            return of(caller, tasks.lock(caller, taskKey));
        }

        /** @throws io.countersign.engine.web.Problem 403 or 404 */
        Scene request(Caller caller, long processInstanceKey) {
            requests.see(caller, processInstanceKey);
            return new Scene(families.of(processInstanceKey), null, true);
        }

        private Scene of(Caller caller, SeenTask task) {
            InstanceFamily family = families.of(task.rootProcessInstanceKey());
            return new Scene(family, task, part.takesPart(caller, family));
        }
    }
}
