package io.countersign.workers.operations;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * Databases that processes read and write.
 *
 * @param dataSources by the name that models use; no other database can be reached
 */
@Validated
@ConfigurationProperties("countersign.operations")
record DataSourceSettings(@DefaultValue @Valid Map<String, Source> dataSources) {

    /**
     * @param url jdbc:postgresql://…, without a password
     * @param username may be a reference such as {@code {{secrets.NAME}}}, as may the password
     * @param write whether models may change anything; without it every transaction is read-only
     * @param connectTimeout until a connection stands
     * @param timeout of a statement
     * @param maxRows how many rows a statement may give
     * @param maxResult how long these may be together, as JSON
     * @param recordExchanges whether parameters and rows are kept for the audit, cut; statements and counts always are
     * @param maxConcurrent how many statements run at once, on this node, and so how many connections there are at most
     * @param maxWaiting how many more wait for one of these to end; the rest goes back to the engine
     * @param rate how many statements begin in a second, on this node; null: as many as may be
     */
    record Source(
            @NotNull String url,
            @Nullable String username,
            @Nullable String password,
            boolean write,
            @DefaultValue("3s") Duration connectTimeout,
            @DefaultValue("10s") Duration timeout,
            @DefaultValue("1000") @Min(1) @Max(100_000) int maxRows,
            @DefaultValue("256KB") DataSize maxResult,
            @DefaultValue("true") boolean recordExchanges,
            @DefaultValue("8") @Min(1) @Max(200) int maxConcurrent,
            @DefaultValue("4") @Min(0) @Max(1000) int maxWaiting,
            @Nullable @Min(1) @Max(100_000) Integer rate,
            @DefaultValue @Valid OperationSettings.Breaker breaker,
            @DefaultValue @Valid OperationSettings.Retry retry) {

        Limits limits() {
            return new Limits(maxConcurrent, maxWaiting, rate, breaker, retry);
        }

        @Override
        public String toString() {
            return "Source[password=***]";
        }
    }
}
