/** What a job is to us, how it ends, and the one place that decides it. */
@NullMarked
package io.countersign.workers.jobs;

import org.jspecify.annotations.NullMarked;
