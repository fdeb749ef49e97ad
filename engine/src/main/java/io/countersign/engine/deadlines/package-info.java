/** Reminds, escalates and ends tasks whose time is up. */
@NullMarked
package io.countersign.engine.deadlines;

import org.jspecify.annotations.NullMarked;
