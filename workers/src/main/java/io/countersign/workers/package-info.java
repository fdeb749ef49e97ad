/** The job workers: approvals, notifications, operations. */
@NullMarked
package io.countersign.workers;

import org.jspecify.annotations.NullMarked;
