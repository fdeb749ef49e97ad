package io.countersign.engine.notifications;

import io.countersign.notices.OwnTemplates;
import io.countersign.notices.WriteNotice;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

@Configuration(proxyBeanMethods = false)
class NoticesConfiguration {

    @Bean
    OwnTemplates ownTemplates(JdbcClient jdbc) {
        return new OwnTemplates(jdbc);
    }

    @Bean
    WriteNotice writeNotice(OwnTemplates templates) {
        return new WriteNotice(templates);
    }
}
