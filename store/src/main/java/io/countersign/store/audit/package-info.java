/** The audit trail, as everything that changes state writes it. */
@NullMarked
package io.countersign.store.audit;

import org.jspecify.annotations.NullMarked;
