/** The measured workloads: the same load against bare Zeebe and against Countersign, in turn. */
@NullMarked
package io.countersign.benchmarks;

import org.jspecify.annotations.NullMarked;
