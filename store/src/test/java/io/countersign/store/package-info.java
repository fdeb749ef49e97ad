@NullMarked
package io.countersign.store;

import org.jspecify.annotations.NullMarked;
