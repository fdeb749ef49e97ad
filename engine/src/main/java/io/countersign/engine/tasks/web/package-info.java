@NullMarked
package io.countersign.engine.tasks.web;

import org.jspecify.annotations.NullMarked;
