@NullMarked
package io.countersign.engine.calendars.web;

import org.jspecify.annotations.NullMarked;
