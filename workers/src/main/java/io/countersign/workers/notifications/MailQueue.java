package io.countersign.workers.notifications;

import io.countersign.workers.jobs.Job;
import org.jspecify.annotations.Nullable;

/** Where mails wait for their delivery. */
@FunctionalInterface
interface MailQueue {

    /** Does nothing where the job has queued its mail before. */
    void queue(Job job, Recipients recipients, String subject, String text, @Nullable String html);
}
