/** Files that people hand in: kept in the database, checked for what they are, given back to be saved only. */
@org.springframework.modulith.ApplicationModule(displayName = "Attachments")
@org.jspecify.annotations.NullMarked
package io.countersign.engine.attachments;
