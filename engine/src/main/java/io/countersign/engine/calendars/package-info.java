/** Business time: when people work, and how working time is measured. */
@NullMarked
package io.countersign.engine.calendars;

import org.jspecify.annotations.NullMarked;
