package io.countersign.workers.notifications;

import io.countersign.workers.jobs.Job;
import java.util.List;

/** Where mails wait for their delivery. */
interface MailQueue {

    /** Leaves alone what the job has queued before: the same part of the same job is the same mail. */
    void queue(Job job, List<Outgoing> mails);

    Progress progress(Job job);

    Standing standing(Job job, String part);
}
