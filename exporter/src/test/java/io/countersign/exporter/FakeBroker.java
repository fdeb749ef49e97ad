package io.countersign.exporter;

import io.camunda.zeebe.exporter.api.context.Controller;
import io.camunda.zeebe.exporter.api.context.ScheduledTask;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a broker remembers of its exporter between two runs. */
final class FakeBroker implements Controller {

    private volatile long position = -1;
    private volatile byte @Nullable [] metadata;

    /** What a broker remembers that lost its runtime state and starts from an earlier snapshot. */
    FakeBroker snapshot() {
        var copy = new FakeBroker();
        copy.position = position;
        copy.metadata = metadata;
        return copy;
    }

    @Override
    public void updateLastExportedRecordPosition(long newPosition) {
        position = Math.max(position, newPosition);
    }

    @Override
    public void updateLastExportedRecordPosition(long newPosition, byte[] newMetadata) {
        if (newPosition > position) {
            metadata = newMetadata.clone();
            position = newPosition;
        }
    }

    @Override
    public long getLastExportedRecordPosition() {
        return position;
    }

    @Override
    public ScheduledTask scheduleCancellableTask(Duration delay, Runnable task) {
        throw new UnsupportedOperationException("only the broker's actor may");
    }

    @Override
    public Optional<byte[]> readMetadata() {
        return Optional.ofNullable(metadata);
    }

    @Nullable
    Mark mark() {
        return Mark.parse(metadata);
    }
}
