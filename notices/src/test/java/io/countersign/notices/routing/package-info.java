@org.jspecify.annotations.NullMarked
package io.countersign.notices.routing;
