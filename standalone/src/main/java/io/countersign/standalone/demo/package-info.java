/** What the embedded default brings along so that it can be tried at once: people, groups, a key and processes. */
@NullMarked
package io.countersign.standalone.demo;

import org.jspecify.annotations.NullMarked;
