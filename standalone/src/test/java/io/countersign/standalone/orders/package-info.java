@NullMarked
package io.countersign.standalone.orders;

import org.jspecify.annotations.NullMarked;
