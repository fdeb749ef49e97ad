package io.countersign.workers.secrets;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where secrets are.
 *
 * @param environmentPrefix of the variables that hold them: {@code COUNTERSIGN_SECRET_API_TOKEN} is the secret {@code API_TOKEN}
 * @param folder with a file for each, named like the secret, as Kubernetes mounts them; it wins over the environment
 */
@ConfigurationProperties("countersign.secrets")
record SecretSettings(
        @DefaultValue("COUNTERSIGN_SECRET_") String environmentPrefix,
        @Nullable Path folder) {}
