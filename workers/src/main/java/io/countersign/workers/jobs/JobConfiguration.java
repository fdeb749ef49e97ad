package io.countersign.workers.jobs;

import io.camunda.client.jobhandling.CamundaClientExecutorService;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;
import java.util.random.RandomGenerator;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class JobConfiguration {

    @Bean
    @ConditionalOnMissingBean
    Clock clock() {
        return Clock.systemUTC();
    }

    @Bean
    Node node() {
        return Node.here();
    }

    @Bean
    Pause pause() {
        return Pause.sleeping();
    }

    /** Workers of others may need nothing from elsewhere; whoever watches over all that is needed wants at least one to ask. */
    @Bean
    Reach nothing() {
        return new Reach() {
            @Override
            public boolean serves(String jobType) {
                return false;
            }

            @Override
            public List<Reached> reached() {
                return List.of();
            }
        };
    }

    @Bean
    RunJob runJob(Clock clock, Awaited awaited, JobSettings settings, Pause pause) {
        RandomGenerator random = () -> ThreadLocalRandom.current().nextLong();
        return new RunJob(
                clock,
                awaited,
                new Backoff(settings.firstRetry(), settings.longestRetry(), random),
                new Backoff(Duration.ofMillis(100), Duration.ofSeconds(2), random),
                pause);
    }

    /** Jobs wait for databases and for other systems, so each has a virtual thread; how many run at once is the workers' maxJobsActive. */
    @Bean
    CamundaClientExecutorService camundaClientExecutorService() {
        return new CamundaClientExecutorService(
                Executors.newSingleThreadScheduledExecutor(
                        Thread.ofPlatform().daemon().name("job-poll").factory()),
                true,
                Executors.newThreadPerTaskExecutor(
                        Thread.ofVirtual().name("job-", 0).factory()),
                true);
    }
}
