@NullMarked
package io.countersign.engine.deadlines;

import org.jspecify.annotations.NullMarked;
