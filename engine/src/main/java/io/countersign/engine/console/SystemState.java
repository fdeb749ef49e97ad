package io.countersign.engine.console;

import io.countersign.engine.commands.CommandBacklog;
import io.countersign.engine.recordstream.RecordStreamStatus.PartitionStatus;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How the system is.
 *
 * @param engineNode the node that answers, as {@code owner} names nodes
 * @param deadLetters records that could not be written to the log or read from it
 */
public record SystemState(
        String engineNode, List<PartitionState> partitions, RelayState relay, long deadLetters, ZeebeState zeebe) {

    /**
     * How far the log and the read model are.
     *
     * @param owner the node that reads this partition
     * @param exporterState RUNNING, or REFUSED with what to do in {@code exporterStateDetail}
     * @param lagSeconds how far the read model is behind the log
     */
    public record PartitionState(
            int partitionId,
            @Nullable String owner,
            long projectedPosition,
            long exportedPosition,
            String exporterState,
            @Nullable String exporterStateDetail,
            double exporterLagSeconds,
            double lagSeconds) {

        static PartitionState from(PartitionStatus status) {
            return new PartitionState(
                    status.partitionId(),
                    status.owner(),
                    status.projectedPosition(),
                    status.exportedPosition(),
                    status.exporterState(),
                    status.exporterStateDetail(),
                    status.exporterLag().toMillis() / 1000.0,
                    status.lag().toMillis() / 1000.0);
        }
    }

    /** What the relay still has to do. */
    public record RelayState(long pending, long held, long dead, double oldestPendingSeconds) {

        static RelayState from(CommandBacklog backlog) {
            return new RelayState(
                    backlog.pending(),
                    backlog.held(),
                    backlog.dead(),
                    backlog.oldestPending().toMillis() / 1000.0);
        }
    }

    /** @param version of the gateway, null where it does not answer */
    public record ZeebeState(boolean reachable, @Nullable String version) {}
}
