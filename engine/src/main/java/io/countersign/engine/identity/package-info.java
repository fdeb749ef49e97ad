/** Users, groups, roles, API keys and the current user. */
@org.springframework.modulith.ApplicationModule(displayName = "Identity")
@org.jspecify.annotations.NullMarked
package io.countersign.engine.identity;
