/** A small other system that books orders, for the demo and for the tests of what is applied once. */
@NullMarked
package io.countersign.standalone.orders;

import org.jspecify.annotations.NullMarked;
