package io.countersign.exporter;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Whether this broker may write into this database's log, judged by what each of them remembers. */
sealed interface Admission {

    /** How sure it is that the log is this broker's. */
    enum Acquaintance {
        KNOWN,
        /** The broker remembers nothing: one of the records that it offers again must be in the log. */
        TO_BE_FOUND,
        /** As before, but the log is empty: it must not offer anything again. */
        TO_BE_NEW
    }

    /**
     * @param position the log holds everything at or below it
     * @param isNew whether the database has yet to be told
     * @param warning what an operator should know all the same
     */
    record Admitted(
            UUID clusterId,
            long position,
            Acquaintance acquaintance,
            boolean isNew,
            @Nullable String warning) implements Admission {}

    /** @param detail what is wrong and what to do */
    record Refused(String detail) implements Admission {}

    /**
     * What the database remembers.
     *
     * @param clusterId of any partition
     * @param position of this partition
     * @param lastLogged the highest position of this partition in the log, -1 where there is none
     */
    record Remembered(@Nullable UUID clusterId, @Nullable Long position, long lastLogged) {}

    static Admission decide(int partition, Remembered log, @Nullable Mark broker, long brokerPosition) {
        if (log.clusterId() != null && broker != null && !log.clusterId().equals(broker.clusterId())) {
            return new Refused(("This database holds the log of another broker (cluster %s, this one is %s). Point the "
                            + "exporter at the database it wrote before, or give it an empty one.")
                    .formatted(log.clusterId(), broker.clusterId()));
        }
        if (log.position() == null) {
            return firstSeen(partition, log, broker, brokerPosition);
        }
        if (broker != null && log.position() < broker.position()) {
            return new Refused(
                    ("The database is older than the broker: the records of partition %d from position %d to "
                                    + "%d were written once and are gone. Restore a database or a broker of the same time; or, "
                                    + "to go on without them, run: delete from exporter_position where partition_id = %d")
                            .formatted(partition, log.position() + 1, broker.position(), partition));
        }
        return new Admitted(
                clusterId(log, broker), log.position(), acquaintance(log, log.position(), broker), false, null);
    }

    private static Acquaintance acquaintance(Remembered log, long position, @Nullable Mark broker) {
        if (broker != null || position < 0) {
            return Acquaintance.KNOWN;
        }
        return log.lastLogged() < 0 ? Acquaintance.TO_BE_NEW : Acquaintance.TO_BE_FOUND;
    }

    private static Admission firstSeen(int partition, Remembered log, @Nullable Mark broker, long brokerPosition) {
        var position = Math.max(log.lastLogged(), brokerPosition);
        if (broker == null) {
            return new Admitted(clusterId(log, null), position, Acquaintance.KNOWN, true, null);
        }
        position = Math.max(position, broker.position());
        return new Admitted(
                clusterId(log, broker),
                position,
                Acquaintance.KNOWN,
                true,
                "The database knows nothing of partition %d, though its broker exported before. The log goes on after position %d; what the database does not hold of earlier records is gone."
                        .formatted(partition, position));
    }

    private static UUID clusterId(Remembered log, @Nullable Mark broker) {
        if (broker != null) {
            return broker.clusterId();
        }
        return log.clusterId() != null ? log.clusterId() : UUID.randomUUID();
    }
}
