@org.jspecify.annotations.NullMarked
package io.countersign.store.audit;
