/** What an organisation decides for everybody. */
@org.springframework.modulith.ApplicationModule(displayName = "Organisation")
@org.jspecify.annotations.NullMarked
package io.countersign.engine.organisation;
