@NullMarked
package io.countersign.engine.web;

import org.jspecify.annotations.NullMarked;
