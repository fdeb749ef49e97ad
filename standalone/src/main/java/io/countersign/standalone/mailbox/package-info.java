/** A local SMTP server that delivers to nobody and shows every mail it was given. */
@NullMarked
package io.countersign.standalone.mailbox;

import org.jspecify.annotations.NullMarked;
