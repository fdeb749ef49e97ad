package io.countersign.engine.tasks;

import io.countersign.engine.readmodel.Columns;
import java.time.Clock;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Forgets to whom tasks were escalated that are closed, so that inboxes have only few of them to look at; the audit trail does not. */
@Component
class EscalationAging {

    private static final Logger log = LoggerFactory.getLogger(EscalationAging.class);

    // long enough to see what came of it
    private static final Duration KEPT = Duration.ofDays(1);

    private final JdbcClient jdbc;
    private final Clock clock;

    EscalationAging(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** A task that the read model does not have is not closed: it may come back in a rebuild. */
    @Scheduled(cron = "${countersign.tasks.escalation-aging-cron:0 57 * * * *}")
    void forgetClosed() {
        int forgotten = jdbc.sql("""
                        delete from task_escalation e using task t
                        where t.key = e.task_key and t.state <> 'OPEN' and coalesce(t.ended_at, '-infinity') < ?
                        """)
                .param(Columns.parameter(clock.instant().minus(KEPT)))
                .update();
        log.debug("{} escalations of closed tasks are forgotten", forgotten);
    }
}
