package io.countersign.workers.notifications;

import io.countersign.workers.jobs.Job;
import java.util.List;

/** Where mails wait for their delivery. */
interface MailQueue {

    /** Leaves alone what the job has queued before: the same part of the same job is the same mail. */
    void queue(Job job, List<Outgoing> mails);

    /** The same of what is for the app, for digests and for webhooks, too. */
    void tell(Job job, List<Telling> tellings);

    /** Of its mails only: nobody waits for anything else. */
    Progress progress(Job job);

    Standing standing(Job job, String part);
}
