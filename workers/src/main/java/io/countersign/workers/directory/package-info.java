/** Who there is: people, groups, managers, and who asked for an instance. */
@NullMarked
package io.countersign.workers.directory;

import org.jspecify.annotations.NullMarked;
