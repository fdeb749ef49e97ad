/** How the read side is asked: typed columns, and the search syntax of the Orchestration Cluster REST API as SQL. */
@org.springframework.modulith.ApplicationModule(displayName = "Read model")
@org.jspecify.annotations.NullMarked
package io.countersign.engine.readmodel;
