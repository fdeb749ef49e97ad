/** The processes that ship, and the words that they share with code. */
@NullMarked
package io.countersign.processes;

import org.jspecify.annotations.NullMarked;
