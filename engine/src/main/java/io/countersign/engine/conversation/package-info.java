/** What people say and hand in around a request: comments, questions, files, and what is new to whom. */
@org.springframework.modulith.ApplicationModule(displayName = "Conversation")
@org.jspecify.annotations.NullMarked
package io.countersign.engine.conversation;
