/** Mails: queued with the job, delivered until the server has taken them. */
@NullMarked
package io.countersign.workers.notifications;

import org.jspecify.annotations.NullMarked;
