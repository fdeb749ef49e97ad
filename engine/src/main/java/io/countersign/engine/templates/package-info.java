/** What an organisation writes instead of the templates that ship: edited, tried out, kept version by version. */
@org.springframework.modulith.ApplicationModule(displayName = "Templates")
@org.jspecify.annotations.NullMarked
package io.countersign.engine.templates;
