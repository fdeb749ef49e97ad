@NullMarked
package io.countersign.engine.mailapproval;

import org.jspecify.annotations.NullMarked;
