/** Real PostgreSQL and real Zeebe as child processes of this JVM, for the embedded default and for integration tests. */
@NullMarked
package io.countersign.embedded;

import org.jspecify.annotations.NullMarked;
