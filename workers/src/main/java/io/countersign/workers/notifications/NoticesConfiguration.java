package io.countersign.workers.notifications;

import io.countersign.notices.OwnTemplates;
import io.countersign.notices.WriteNotice;
import io.countersign.notices.routing.ReadPreferences;
import io.countersign.notices.routing.RouteNotice;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

@Configuration(proxyBeanMethods = false)
class NoticesConfiguration {

    @Bean
    WriteNotice writeNotice(JdbcClient jdbc) {
        return new WriteNotice(new OwnTemplates(jdbc));
    }

    @Bean
    RouteNotice routeNotice(JdbcClient jdbc) {
        return new RouteNotice(new ReadPreferences(jdbc));
    }
}
