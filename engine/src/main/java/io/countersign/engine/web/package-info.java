/** Cross-cutting HTTP: problem details, paging, live events, security headers. */
@org.springframework.modulith.ApplicationModule(displayName = "Web")
@org.jspecify.annotations.NullMarked
package io.countersign.engine.web;
