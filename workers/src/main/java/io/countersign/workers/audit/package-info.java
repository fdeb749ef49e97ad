/** The audit trail, as the workers write it. */
@NullMarked
package io.countersign.workers.audit;

import org.jspecify.annotations.NullMarked;
