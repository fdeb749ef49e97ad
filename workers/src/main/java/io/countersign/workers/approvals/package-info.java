/** Who has to approve. */
@NullMarked
package io.countersign.workers.approvals;

import org.jspecify.annotations.NullMarked;
