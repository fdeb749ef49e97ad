package io.countersign.exporter;

import io.camunda.zeebe.exporter.api.context.Configuration;
import io.camunda.zeebe.exporter.api.context.Context;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a broker tells an exporter when it configures it. */
final class FakeContext implements Context {

    private final int partition;
    private final Map<String, Object> arguments;
    private @Nullable RecordFilter filter;

    FakeContext(int partition, Map<String, Object> arguments) {
        this.partition = partition;
        this.arguments = arguments;
    }

    @Nullable
    RecordFilter filter() {
        return filter;
    }

    @Override
    public Logger getLogger() {
        return LoggerFactory.getLogger("exporter");
    }

    @Override
    public Configuration getConfiguration() {
        return new Configuration() {
            @Override
            public String getId() {
                return "countersign";
            }

            @Override
            public Map<String, Object> getArguments() {
                return arguments;
            }

            @Override
            public <T> T instantiate(Class<T> configClass) {
                throw new UnsupportedOperationException("the exporter reads its arguments itself");
            }
        };
    }

    @Override
    public int getPartitionId() {
        return partition;
    }

    @Override
    public void setFilter(RecordFilter newFilter) {
        filter = newFilter;
    }
}
