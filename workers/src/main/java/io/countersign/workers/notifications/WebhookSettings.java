package io.countersign.workers.notifications;

import java.util.Set;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Notices that are posted to where people want them.
 *
 * @param targets names of the targets of {@code countersign.operations.targets} that people may name addresses below
 */
@ConfigurationProperties("countersign.webhooks")
record WebhookSettings(@DefaultValue Set<String> targets) {}
