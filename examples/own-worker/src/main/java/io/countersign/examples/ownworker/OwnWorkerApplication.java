package io.countersign.examples.ownworker;

import io.countersign.workers.jobs.EnableJobRunner;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** Runs beside the workers that ship, as a process of its own. */
@SpringBootApplication
@EnableJobRunner
public class OwnWorkerApplication {

    public static void main(String[] args) {
        SpringApplication.run(OwnWorkerApplication.class, args);
    }
}
