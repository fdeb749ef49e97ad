package io.countersign.engine.commands;

import java.time.Clock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Forgets finished commands after a while; dead ones stay until an operator has dealt with them. */
@Component
class CommandPurge {

    private static final Logger log = LoggerFactory.getLogger(CommandPurge.class);
    private static final int AT_ONCE = 10_000;

    private final JdbcClient jdbc;
    private final CommandSettings settings;
    private final Clock clock;

    CommandPurge(JdbcClient jdbc, CommandSettings settings, Clock clock) {
        this.jdbc = jdbc;
        this.settings = settings;
        this.clock = clock;
    }

    @Scheduled(cron = "${countersign.commands.purge-cron:0 17 3 * * *}")
    void purge() {
        int all = 0;
        int some;
        do {
            some = purgeSome();
            all += some;
        } while (some == AT_ONCE);
        log.info("{} finished commands were purged", all);
    }

    private int purgeSome() {
        return jdbc.sql("""
                delete from engine_command where id in (
                    select id from engine_command
                    where created_at < :before and finished_at < :before and state in ('DONE', 'REFUSED')
                    limit :atOnce)
                """)
                .param("before", CommandTable.utc(clock.instant().minus(settings.keepFinished())))
                .param("atOnce", AT_ONCE)
                .update();
    }
}
