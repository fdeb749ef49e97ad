/** What Countersign writes to people: templates in several languages, made into mails that every reader's program takes. */
@NullMarked
package io.countersign.notices;

import org.jspecify.annotations.NullMarked;
