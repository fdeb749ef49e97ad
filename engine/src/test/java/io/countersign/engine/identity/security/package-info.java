@NullMarked
package io.countersign.engine.identity.security;

import org.jspecify.annotations.NullMarked;
