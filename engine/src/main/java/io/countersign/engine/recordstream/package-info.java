/** Reads the record log and lets every feature project the records it cares for. */
@org.springframework.modulith.ApplicationModule(displayName = "Record stream")
@org.jspecify.annotations.NullMarked
package io.countersign.engine.recordstream;
