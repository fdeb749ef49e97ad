/** How people want to hear of things, and where a notice goes for that: what the engine says of its own accord, and what processes send. */
@NullMarked
package io.countersign.notices.routing;

import org.jspecify.annotations.NullMarked;
