package io.countersign.standalone;

import io.countersign.standalone.mailbox.Mails;
import io.countersign.standalone.orders.Orders;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.web.SecurityFilterChain;

/** The mailbox and the order system, served on the engine's port and open to whoever reaches it: on loopback, for the demo only. */
@Configuration(proxyBeanMethods = false)
@ComponentScan({"io.countersign.standalone.mailbox", "io.countersign.standalone.orders"})
class DemoTools {

    /** What the pages show. */
    record Backends(Mails mails, Orders orders) {

        void registerIn(ConfigurableListableBeanFactory beans) {
            beans.registerSingleton("mails", mails);
            beans.registerSingleton("orders", orders);
        }
    }

    @Bean
    @Order(Ordered.HIGHEST_PRECEDENCE)
    SecurityFilterChain demoToolsSecurity(HttpSecurity http) {
        return http.securityMatcher("/mailbox", "/mailbox/**", "/order-system", "/order-system/**")
                .authorizeHttpRequests(requests -> requests.anyRequest().permitAll())
                .csrf(AbstractHttpConfigurer::disable)
                .headers(
                        headers -> headers.contentSecurityPolicy(
                                policy -> policy.policyDirectives(
                                        "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'")))
                .build();
    }
}
