@NullMarked
package io.countersign.standalone.mailbox;

import org.jspecify.annotations.NullMarked;
