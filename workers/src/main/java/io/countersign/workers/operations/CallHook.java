package io.countersign.workers.operations;

import io.countersign.workers.operations.GuardedDns.AddressRefused;
import io.countersign.workers.operations.HttpCaller.AnswerTooLong;
import io.countersign.workers.operations.Targets.Target;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.io.entity.StringEntity;
import org.springframework.stereotype.Component;

/**
 * Posts to addresses that people name, as far as they lie below targets that are meant for it. What an administrator lets processes send to
 * a target, such as its credentials, is not sent along.
 */
@Component
public class CallHook {

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Set<Integer> LATER = Set.of(408, 425, 429);

    private final Targets targets;

    /**
     * What came of it.
     *
     * @param status of the answer, 0 where there was none
     * @param worthAnotherTry where it was not taken
     */
    public record Said(int status, String words, boolean worthAnotherTry) {

        public boolean taken() {
            return status >= 200 && status < 300;
        }
    }

    CallHook(Targets targets) {
        this.targets = targets;
    }

    /**
     * @param key tells a repeat from another notice
     * @param allowed names of the targets that are meant for it
     */
    public Said post(String address, String json, String key, Set<String> allowed) {
        try {
            URI named = new URI(address);
            Optional<Target> target = targets.above(named).filter(it -> allowed.contains(it.name()));
            return target.isEmpty()
                    ? new Said(0, "The address lies below no target that is meant for webhooks.", false)
                    : post(target.get(), named, json, key);
        } catch (URISyntaxException e) {
            return new Said(0, "The address is not valid.", false);
        }
    }

    private static Said post(Target target, URI address, String json, String key) {
        URI base = target.settings().baseUrl();
        Duration usual = target.settings().timeout();
        try {
            int status = target.caller()
                    .send(new Call(
                            "POST",
                            TargetUri.under(base, TargetUri.pathBelow(base, address)),
                            Map.of("Idempotency-Key", key),
                            new StringEntity(json, ContentType.APPLICATION_JSON),
                            null,
                            usual.compareTo(PATIENCE) < 0 ? usual : PATIENCE))
                    .status();
            return new Said(
                    status, target.name() + " answered " + status + ".", status >= 500 || LATER.contains(status));
        } catch (AddressRefused | AnswerTooLong | UnfitOperation e) {
            return new Said(0, target.name() + " can't be told like this.", false);
        } catch (IOException e) {
            // without its words, which may quote the address
            return new Said(
                    0, "No answer from " + target.name() + " (" + e.getClass().getSimpleName() + ").", true);
        }
    }
}
