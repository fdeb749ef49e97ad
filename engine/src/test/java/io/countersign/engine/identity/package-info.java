@NullMarked
package io.countersign.engine.identity;

import org.jspecify.annotations.NullMarked;
