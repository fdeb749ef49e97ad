/** What models say in FEEL about what a job's work gave: which variables, which error. */
@NullMarked
package io.countersign.workers.expressions;

import org.jspecify.annotations.NullMarked;
