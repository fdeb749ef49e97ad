/** An example of a worker of one's own. */
@NullMarked
package io.countersign.examples.ownworker;

import org.jspecify.annotations.NullMarked;
