package io.countersign.workers.jobs;

import java.util.Map;

/** What operators want, by job type. */
@FunctionalInterface
interface Controls {

    Map<String, Control> read();
}
