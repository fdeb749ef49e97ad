package io.countersign.notices.routing;

/** How far a notice respects when, and how, somebody wants to hear of such things. */
public enum Urgency {
    /** In every way. */
    AS_CHOSEN,
    /** Who wants to hear of it at all gets a mail at once, whatever else he chose. */
    AT_ONCE,
    /** Everybody gets a mail at once: somebody waits to know whether it arrived. */
    MAILED
}
