package io.countersign.workers.secrets;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class SecretConfiguration {

    @Bean
    SecretStore secretStore(SecretSettings settings) {
        return new ConfiguredSecrets(settings, System::getenv);
    }
}
