@NullMarked
package io.countersign.engine.audit;

import org.jspecify.annotations.NullMarked;
