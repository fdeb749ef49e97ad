package io.countersign.engine.tasks;

import java.time.Clock;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.transaction.PlatformTransactionManager;

@Configuration(proxyBeanMethods = false)
class ArrivalConfiguration {

    @Bean
    HandOverArrivals handOverArrivals(
            Arrivals arrivals,
            Tasks tasks,
            ObjectProvider<TaskArrival> features,
            PlatformTransactionManager transactions,
            Clock clock) {
        return new HandOverArrivals(arrivals, tasks, features.orderedStream().toList(), transactions, clock);
    }
}
