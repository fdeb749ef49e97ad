package io.countersign.workers.jobs;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;

/** Types that an operator has paused. A worker that was closed may still be given a job that was on its way: it goes back. */
@Component
class Paused {

    private final Set<String> types = ConcurrentHashMap.newKeySet();

    void set(String type, boolean paused) {
        if (paused) {
            types.add(type);
        } else {
            types.remove(type);
        }
    }

    boolean is(String type) {
        return types.contains(type);
    }
}
