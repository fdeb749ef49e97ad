@NullMarked
package io.countersign.engine.calendars;

import org.jspecify.annotations.NullMarked;
