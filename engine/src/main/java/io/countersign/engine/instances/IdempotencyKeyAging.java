package io.countersign.engine.instances;

import java.time.Clock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Lets idempotency keys be used again after their time. */
@Component
class IdempotencyKeyAging {

    private static final Logger log = LoggerFactory.getLogger(IdempotencyKeyAging.class);

    private final StartRequests requests;
    private final InstanceSettings settings;
    private final Clock clock;

    IdempotencyKeyAging(StartRequests requests, InstanceSettings settings, Clock clock) {
        this.requests = requests;
        this.settings = settings;
        this.clock = clock;
    }

    @Scheduled(cron = "${countersign.instances.aging-cron:0 7 3 * * *}")
    void forgetOldKeys() {
        var forgotten = requests.forgetKeysBefore(clock.instant().minus(settings.keepIdempotencyKeys()));
        log.info("{} idempotency keys can be used again", forgotten);
    }
}
