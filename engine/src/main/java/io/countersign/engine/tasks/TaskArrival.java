package io.countersign.engine.tasks;

import java.util.List;

/**
 * What a feature does when tasks appear. Beans of this type hear of every open task that has a deadline or a policy under which people may
 * be asked by mail, once over all nodes: what they write is committed together with the fact that they have heard of it. A rebuild tells
 * nobody.
 */
public interface TaskArrival {

    /** Keeps what it has done apart from what others have: lasting, so that it hears of nothing twice after an update. */
    String name();

    /**
     * Runs in a transaction. Where it throws, what it wrote is rolled back, and it hears of the tasks again one by one and, those that
     * still fail, later. Nothing but the database may be touched here.
     */
    void arrived(List<ArrivedTask> tasks);
}
