package io.countersign.workers.operations;

import org.jspecify.annotations.Nullable;

/**
 * How much one system is asked, and when it is left alone.
 *
 * @param maxConcurrent how many calls run at once, on this node
 * @param maxWaiting how many more wait for one of these to end
 * @param rate how many calls begin in a second; null: as many as may be
 */
record Limits(
        int maxConcurrent,
        int maxWaiting,
        @Nullable Integer rate,
        OperationSettings.Breaker breaker,
        OperationSettings.Retry retry) {}
