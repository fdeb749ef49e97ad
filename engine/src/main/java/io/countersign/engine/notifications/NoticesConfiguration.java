package io.countersign.engine.notifications;

import io.countersign.notices.OwnTemplates;
import io.countersign.notices.WriteNotice;
import io.countersign.notices.routing.KeepNotices;
import io.countersign.notices.routing.ReadPreferences;
import io.countersign.notices.routing.RouteNotice;
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

    @Bean
    ReadPreferences readPreferences(JdbcClient jdbc) {
        return new ReadPreferences(jdbc);
    }

    @Bean
    RouteNotice routeNotice(ReadPreferences preferences) {
        return new RouteNotice(preferences);
    }

    @Bean
    KeepNotices keepNotices(JdbcClient jdbc) {
        return new KeepNotices(jdbc);
    }
}
