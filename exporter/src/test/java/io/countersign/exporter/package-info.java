@NullMarked
package io.countersign.exporter;

import org.jspecify.annotations.NullMarked;
