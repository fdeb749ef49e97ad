package io.countersign.engine.notifications;

import java.util.Set;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What the workers are told of webhooks, too.
 *
 * @param targets names of the targets that people may have notices posted to; without one nobody is offered that
 */
@ConfigurationProperties("countersign.webhooks")
record WebhookSettings(@DefaultValue Set<String> targets) {}
