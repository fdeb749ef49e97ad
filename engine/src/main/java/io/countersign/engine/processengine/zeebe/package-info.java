/** The only package that knows the Camunda client. */
@org.jspecify.annotations.NullMarked
package io.countersign.engine.processengine.zeebe;
