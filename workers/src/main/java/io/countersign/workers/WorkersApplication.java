package io.countersign.workers;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.scheduling.annotation.EnableScheduling;

/** The job workers. Their settings are read from {@code workers.yaml}, so that they can live beside the engine in one JVM. */
@SpringBootApplication
@ConfigurationPropertiesScan
@EnableScheduling
public class WorkersApplication {

    public static void main(String[] args) {
        System.setProperty("spring.config.name", "workers");
        SpringApplication.run(WorkersApplication.class, args);
    }
}
