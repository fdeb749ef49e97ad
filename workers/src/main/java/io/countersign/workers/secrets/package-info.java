/** Secrets by reference: models name them, the workers know them. */
@NullMarked
package io.countersign.workers.secrets;

import org.jspecify.annotations.NullMarked;
