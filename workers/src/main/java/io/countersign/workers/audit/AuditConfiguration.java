package io.countersign.workers.audit;

import io.countersign.store.audit.AuditTrail;
import javax.sql.DataSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class AuditConfiguration {

    @Bean
    AuditTrail auditTrail(DataSource dataSource, AuditSettings settings) {
        return new AuditTrail(dataSource, settings.lookupKeyBytes());
    }
}
