package io.countersign.engine.recordstream;

import io.countersign.engine.recordstream.LogDays.LogDay;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.transaction.support.TransactionOperations;

/** Keeps the record log to its days and its size. Whichever node comes first does it. */
class RecordLogRetention {

    private static final Logger LOG = LoggerFactory.getLogger(RecordLogRetention.class);

    private static final long LOCK = 0x636F_756E_7465_7203L;

    private final LogDays days;
    private final JdbcTemplate jdbc;
    private final TransactionOperations transaction;
    private final RecordLogSettings settings;
    private final Clock clock;

    RecordLogRetention(JdbcTemplate jdbc, TransactionOperations transaction, RecordLogSettings settings, Clock clock) {
        this.days = new LogDays(jdbc);
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.settings = settings;
        this.clock = clock;
    }

    @Scheduled(fixedDelayString = "${countersign.record-log.check:10m}")
    void look() {
        LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        days.makeRoom(today, settings.daysAhead());
        long size = days.all().stream().mapToLong(LogDay::bytes).sum();
        for (LogDay day : days.all()) {
            boolean old = day.day().isBefore(today.minusDays(settings.keep().toDays()));
            boolean large = size > settings.maxSize().toBytes();
            if (!day.day().isBefore(today) || (!old && !large)) {
                break;
            }
            if (!drop(day, large)) {
                break;
            }
            size -= day.bytes();
        }
        if (size > settings.maxSize().toBytes()) {
            LOG.warn(
                    "The record log takes {} MB, more than countersign.record-log.max-size, and no day can go yet",
                    size >> 20);
        }
    }

    private boolean drop(LogDay day, boolean large) {
        return Boolean.TRUE.equals(transaction.execute(status -> {
            boolean mine = Boolean.TRUE.equals(
                    jdbc.queryForObject("select pg_try_advisory_xact_lock(?)", Boolean.class, LOCK));
            if (!mine || !days.isProjected(day.day())) {
                return false;
            }
            boolean open = days.hasOpenInstances(day.day());
            if (open && !large) {
                LOG.info("The record log of {} stays: it holds records of open instances", day.day());
                return false;
            }
            days.drop(day.day());
            LOG.info(
                    "Dropped the record log of {}, {} MB{}",
                    day.day(),
                    day.bytes() >> 20,
                    open ? "; a rebuild keeps the rows of its open instances as they are" : "");
            return true;
        }));
    }
}
