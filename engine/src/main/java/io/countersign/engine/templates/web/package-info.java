/** HTTP. */
@org.jspecify.annotations.NullMarked
package io.countersign.engine.templates.web;
