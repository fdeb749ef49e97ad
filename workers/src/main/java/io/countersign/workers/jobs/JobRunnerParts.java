package io.countersign.workers.jobs;

import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.scheduling.annotation.EnableScheduling;

/** What a runner needs. No configuration by itself: the workers that ship find the same by their own scan. */
@ComponentScan(basePackageClasses = JobRunner.class)
@ConfigurationPropertiesScan(basePackageClasses = JobRunner.class)
@EnableScheduling
class JobRunnerParts {}
