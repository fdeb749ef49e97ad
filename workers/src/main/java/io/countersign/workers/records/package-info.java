/** Records of what was decided, as files of the request. */
@NullMarked
package io.countersign.workers.records;

import org.jspecify.annotations.NullMarked;
