package io.countersign.workers.notifications;

import io.countersign.workers.jobs.Job;
import java.util.List;

/** Where mails wait for their delivery. */
interface MailQueue {

    /** Does nothing where the job has queued its mails before. */
    void queue(Job job, List<Outgoing> mails);

    Progress progress(Job job);

    /** Does nothing where the job has queued this part before, whatever else it has queued. */
    void queuePart(Job job, Outgoing mail);

    Standing standing(Job job, String part);
}
