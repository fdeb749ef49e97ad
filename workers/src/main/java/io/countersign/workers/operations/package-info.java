/** Calls to other systems. */
@NullMarked
package io.countersign.workers.operations;

import org.jspecify.annotations.NullMarked;
