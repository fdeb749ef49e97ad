/** The queue of mails: who has something to say puts it there, the workers deliver it. */
@org.jspecify.annotations.NullMarked
package io.countersign.store.mail;
