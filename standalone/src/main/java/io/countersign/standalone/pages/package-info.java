/** How the pages of the demo's tools look. */
@NullMarked
package io.countersign.standalone.pages;

import org.jspecify.annotations.NullMarked;
