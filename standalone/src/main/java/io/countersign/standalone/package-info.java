/** The embedded default: PostgreSQL, Zeebe, engine and workers with one command. */
@NullMarked
package io.countersign.standalone;

import org.jspecify.annotations.NullMarked;
