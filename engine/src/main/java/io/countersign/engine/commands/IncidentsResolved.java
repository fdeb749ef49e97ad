package io.countersign.engine.commands;

import io.countersign.engine.recordstream.RecordsApplied;
import io.countersign.engine.recordstream.Topic;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Lets held commands go as soon as the read model knows that their incident is resolved. Other nodes find out by polling. */
@Component
class IncidentsResolved {

    private final Relay relay;

    IncidentsResolved(Relay relay) {
        this.relay = relay;
    }

    @EventListener
    void on(RecordsApplied applied) {
        if (applied.topics().contains(Topic.INCIDENTS)) {
            relay.releaseSoon();
        }
    }
}
