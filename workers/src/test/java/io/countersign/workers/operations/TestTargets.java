package io.countersign.workers.operations;

import java.util.HashMap;
import java.util.Map;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

/** Targets as settings make them, defaults and all. */
final class TestTargets {

    private TestTargets() {}

    static OperationSettings.Target target(String url, Map<String, String> settings) {
        Map<String, String> all = new HashMap<>();
        all.put("target.base-url", url);
        settings.forEach((name, value) -> all.put("target." + name, value));
        return new Binder(new MapConfigurationPropertySource(all))
                .bindOrCreate("target", OperationSettings.Target.class);
    }
}
