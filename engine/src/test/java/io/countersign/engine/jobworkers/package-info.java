@NullMarked
package io.countersign.engine.jobworkers;

import org.jspecify.annotations.NullMarked;
