@NullMarked
package io.countersign.engine.mailapproval.web;

import org.jspecify.annotations.NullMarked;
