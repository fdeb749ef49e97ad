package io.countersign.workers.notifications;

import io.countersign.workers.jobs.Job;
import java.util.List;

/** Where mails wait for their delivery. */
interface MailQueue {

    /** Does nothing where the job has queued its mails before. */
    void queue(Job job, List<Outgoing> mails);

    Progress progress(Job job);
}
