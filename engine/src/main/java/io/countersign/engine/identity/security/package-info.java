/** Who may call what over HTTP: one table of rules, everything else is denied. */
@org.jspecify.annotations.NullMarked
package io.countersign.engine.identity.security;
