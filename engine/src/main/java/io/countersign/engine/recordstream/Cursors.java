package io.countersign.engine.recordstream;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/** How far each partition has been projected. Moving a cursor is what keeps a node out that is no longer the owner. */
final class Cursors {

    /** Held, shared, by each batch, and alone by a rebuild. */
    static final long REBUILD_LOCK = 0x636F_756E_7465_7202L;

    private final JdbcTemplate jdbc;
    private final String node;

    Cursors(JdbcTemplate jdbc, String node) {
        this.jdbc = jdbc;
        this.node = node;
    }

    /**
     * How far a partition is projected.
     *
     * @param time of the record at the position
     * @param toldUpTo up to where a rebuild found everything projected: of these records everybody has heard, however far the rebuild got
     */
    record Cursor(long position, @Nullable Instant time, long toldUpTo) {

        Cursor at(long newPosition, @Nullable Instant newTime) {
            return new Cursor(newPosition, newTime, toldUpTo);
        }

        /** Whether what comes next is read again, so that nothing is to happen but rows. */
        boolean isReplaying() {
            return position < toldUpTo;
        }
    }

    /** Where this node goes on, which owns the partition from now on. */
    Cursor load(int partitionId) {
        jdbc.update("""
                insert into projection_cursor (partition_id, owner_node) values (?, ?)
                on conflict (partition_id) do update set owner_node = excluded.owner_node
                """, partitionId, node);
        return jdbc.query(
                        "select position, applied_ts, told_up_to from projection_cursor where partition_id = ?",
                        (row, number) -> {
                            OffsetDateTime time = row.getObject(2, OffsetDateTime.class);
                            return new Cursor(row.getLong(1), time == null ? null : time.toInstant(), row.getLong(3));
                        },
                        partitionId)
                .getFirst();
    }

    /**
     * Moves it, in the running transaction, whose commit then does not wait for the disk: what a crash of the server may
     * lose of the read model it loses together with the cursor, and all of it is in the log.
     *
     * @throws FencedOff where somebody else moved it, or a rebuild is at work and this is not it
     */
    void move(int partitionId, Cursor from, Cursor to, boolean rebuilding) {
        int moved = jdbc.update(
                """
                update projection_cursor set position = ?, applied_ts = ?, owner_node = ?, updated_at = now()
                from (select set_config('synchronous_commit', 'off', true)) as unhurried
                where partition_id = ? and position = ? and (? or pg_try_advisory_xact_lock_shared(?))
                """,
                to.position(),
                to.time() == null ? null : to.time().atOffset(ZoneOffset.UTC),
                node,
                partitionId,
                from.position(),
                rebuilding,
                REBUILD_LOCK);
        if (moved == 0) {
            throw new FencedOff(partitionId);
        }
    }

    /** The cursor is not where this node left it, or must not be moved now. */
    static final class FencedOff extends RuntimeException {
        FencedOff(int partitionId) {
            super("the cursor of partition " + partitionId + " is somebody else's");
        }
    }
}
