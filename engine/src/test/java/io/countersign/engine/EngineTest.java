package io.countersign.engine;

import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.HashMap;
import java.util.Map;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.MapPropertySource;
import org.springframework.test.context.ContextConfiguration;

/** The whole engine on a free port and a database of its own; no broker. */
@Inherited
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@SpringBootTest(
        classes = EngineApplication.class,
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = "spring.config.name=engine")
@ContextConfiguration(initializers = EngineTest.WithDatabase.class)
public @interface EngineTest {

    /** Gives the context its database. */
    class WithDatabase implements ApplicationContextInitializer<ConfigurableApplicationContext> {

        @Override
        public void initialize(ConfigurableApplicationContext context) {
            var settings = new HashMap<String, Object>(TestDatabase.create().settings());
            // tests sign in a thousand people, and nobody guesses their passwords
            settings.put("countersign.identity.argon2.memory", "64KB");
            settings.put("countersign.identity.argon2.passes", "1");
            settings.put("countersign.audit.lookup-key", "dGhpcnR5LXR3byBieXRlcyBhcmUgZW5vdWdoIGhlcmU=");
            settings.put("countersign.approve-by-mail.keys", "YW5vdGhlciB0aGlydHktdHdvIGJ5dGVzIG9mIHNlY3JldCE=");
            settings.put("countersign.notifications.base-url", "https://countersign.example.org");
            settings.put("countersign.zeebe.grpc-address", "http://127.0.0.1:1");
            settings.put("countersign.zeebe.rest-address", "http://127.0.0.1:1");
            context.getEnvironment()
                    .getPropertySources()
                    .addFirst(new MapPropertySource("test database", Map.copyOf(settings)));
        }
    }
}
