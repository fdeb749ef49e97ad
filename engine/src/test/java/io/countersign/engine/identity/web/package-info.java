@NullMarked
package io.countersign.engine.identity.web;

import org.jspecify.annotations.NullMarked;
