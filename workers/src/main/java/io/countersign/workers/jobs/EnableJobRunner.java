package io.countersign.workers.jobs;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.context.annotation.Import;

/**
 * Gives an application of one's own {@link JobRunner}: its workers retry, measure, drain and are paused as those that ship. Its settings
 * have to import {@code classpath:workers.yaml}, so that workers begin closed and stay so where an operator has paused them.
 */
@Documented
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Import(JobRunnerParts.class)
public @interface EnableJobRunner {}
