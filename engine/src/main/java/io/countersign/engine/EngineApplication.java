package io.countersign.engine;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.modulith.Modulithic;
import org.springframework.scheduling.annotation.EnableScheduling;

/** The engine server. Its settings are read from {@code engine.yaml}, so that it can live beside the workers in one JVM. */
@Modulithic(systemName = "Countersign engine")
@SpringBootApplication
@ConfigurationPropertiesScan
@EnableScheduling
public class EngineApplication {

    public static void main(String[] args) {
        System.setProperty("spring.config.name", "engine");
        SpringApplication.run(EngineApplication.class, args);
    }
}
