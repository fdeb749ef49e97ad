package io.countersign.standalone;

import io.countersign.embedded.SecretFile;
import io.countersign.engine.EngineApplication;
import io.countersign.workers.WorkersApplication;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.Banner;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/** Engine and workers as sibling contexts in this JVM, each with its own settings file. */
final class Contexts {

    private final Parts parts;
    private final String auditKey;
    private final String linkKey;

    /** @param data has the keys: names in the audit trail are found, and links in mails are signed, by the same ones at every start */
    Contexts(Parts parts, DataFolder data) {
        this.parts = parts;
        this.auditKey = SecretFile.readOrCreateKey(data.secret("audit-lookup-key"));
        this.linkKey = SecretFile.readOrCreateKey(data.secret("mail-link-key"));
    }

    /** @param tools null without the demo */
    ConfigurableApplicationContext startEngine(int port, DemoTools.@Nullable Backends tools) {
        var builder = builder(EngineApplication.class, WebApplicationType.SERVLET);
        if (tools != null) {
            builder.sources(DemoTools.class).initializers(context -> tools.registerIn(context.getBeanFactory()));
        }
        return builder.run(arguments(
                "engine",
                Map.of(
                        "server.port",
                        Integer.toString(port),
                        "server.address",
                        "127.0.0.1",
                        "countersign.approve-by-mail.keys",
                        linkKey,
                        "countersign.notifications.base-url",
                        "http://localhost:" + port)));
    }

    ConfigurableApplicationContext startWorkers(Map<String, String> properties) {
        return builder(WorkersApplication.class, WebApplicationType.NONE).run(arguments("workers", properties));
    }

    private static SpringApplicationBuilder builder(Class<?> application, WebApplicationType type) {
        return new SpringApplicationBuilder(application)
                .web(type)
                .bannerMode(Banner.Mode.OFF)
                .registerShutdownHook(false);
    }

    private String[] arguments(String name, Map<String, String> more) {
        var properties = new ArrayList<>(List.of(
                "spring.config.name=" + name,
                "spring.datasource.url=" + parts.jdbcUrl(),
                "spring.datasource.username=" + parts.app().user(),
                "spring.datasource.password=" + parts.app().password(),
                "spring.flyway.enabled=false",
                "countersign.audit.lookup-key=" + auditKey,
                "countersign.zeebe.grpc-address=" + parts.zeebeGrpc(),
                "countersign.zeebe.rest-address=" + parts.zeebeRest()));
        more.forEach((key, value) -> properties.add(key + "=" + value));
        return properties.stream().map(property -> "--" + property).toArray(String[]::new);
    }
}
