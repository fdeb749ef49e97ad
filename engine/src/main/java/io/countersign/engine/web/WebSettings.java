package io.countersign.engine.web;

import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * HTTP as such.
 *
 * @param maxBody the largest body that is taken, multipart apart; Zeebe takes 4 MB in one message
 */
@Validated
@ConfigurationProperties("countersign.web")
record WebSettings(
        @DefaultValue("3MB") DataSize maxBody, @DefaultValue Events events) {

    /**
     * The stream of hints.
     *
     * @param heartbeat how often something is sent when nothing happens, so that proxies keep the connection
     * @param coalesce how long hints gather on one connection where more come than that
     * @param burst how many follow each other at once after a silence: what a click leads to shows without a wait
     * @param ahead how long a hint of what the engine will confirm waits for that
     * @param lifetime when a connection is ended at the latest; the browser comes back and is authenticated again
     * @param perCaller how many connections one caller may have
     * @param total how many connections this node takes
     */
    record Events(
            @DefaultValue("15s") Duration heartbeat,
            @DefaultValue("100ms") Duration coalesce,
            @Min(1) @DefaultValue("5") int burst,
            @DefaultValue("150ms") Duration ahead,
            @DefaultValue("30m") Duration lifetime,
            @Min(1) @DefaultValue("12") int perCaller,
            @Min(1) @DefaultValue("5000") int total) {}
}
