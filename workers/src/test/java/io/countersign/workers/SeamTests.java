package io.countersign.workers;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.camunda.client.annotation.JobWorker;
import io.countersign.processes.ReservedVariables;
import java.time.Instant;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class SeamTests {

    private static final JavaClasses WORKERS = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("io.countersign.workers");

    @Test
    void onlyWorkersAndTheJobRunnerKnowZeebe() {
        noClasses()
                .that()
                .haveSimpleNameNotEndingWith("Worker")
                .and()
                .resideOutsideOfPackage("io.countersign.workers.jobs")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.camunda..", "io.grpc..")
                .because("logic that knows no engine is tested without one: give it a Job and return a JobResult")
                .check(WORKERS);
        noClasses()
                .that()
                .resideInAPackage("io.countersign.workers.jobs")
                .and()
                .haveNameNotMatching(
                        ".*\\.(JobRunner|ZeebeJobCommands|ZeebeWorkers|ZeebeAlarm|JobConfiguration)(\\$.*)?")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.camunda..", "io.grpc..")
                .because(
                        "JobRunner takes jobs in, ZeebeJobCommands tells how they ended, ZeebeWorkers opens and closes, ZeebeAlarm wakes it; the rest needs no Zeebe")
                .check(WORKERS);
    }

    @Test
    void featuresDoNotKnowEachOther() {
        slices().matching("io.countersign.workers.(*)..")
                .should()
                .beFreeOfCycles()
                .check(WORKERS);
        noClasses()
                .that()
                .resideInAnyPackage("..jobs..", "..directory..", "..audit..", "..secrets..", "..expressions..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("..approvals..", "..notifications..", "..operations..")
                .because("what several workers share knows none of them")
                .check(WORKERS);
    }

    @Test
    void timeIsInjected() {
        noClasses()
                .should()
                .callMethod(Instant.class, "now")
                .orShould()
                .callMethod(System.class, "currentTimeMillis")
                .because("a test must be able to let time pass: take a Clock")
                .check(WORKERS);
    }

    @Test
    void workersFetchWhatTheirLogicReads() {
        methods().that().areAnnotatedWith(JobWorker.class).should().bePublic().check(WORKERS);
        assertThat(WORKERS.stream()
                        .filter(type -> type.getSimpleName().endsWith("Worker"))
                        .map(type -> type.reflect()))
                .hasSize(9)
                .allSatisfy(SeamTests::fetchesWhatItReads);
    }

    private static void fetchesWhatItReads(Class<?> worker) {
        JobWorker annotation = Arrays.stream(worker.getDeclaredMethods())
                .map(method -> method.getAnnotation(JobWorker.class))
                .filter(found -> found != null)
                .findFirst()
                .orElseThrow();
        Set<String> fetched = Set.of(annotation.fetchVariables()).stream()
                .filter(name -> !name.equals(ReservedVariables.START_ID))
                .collect(Collectors.toSet());
        assertThat(variablesReadBy(worker)).as(worker.getSimpleName()).isEqualTo(fetched);
        assertThat(annotation.autoComplete()).as("the job runner completes").containsExactly(false);
    }

    /** The record of the worker's package whose class the worker hands to the job runner. */
    private static Set<String> variablesReadBy(Class<?> worker) {
        return WORKERS.get(worker).getDirectDependenciesFromSelf().stream()
                .map(dependency -> dependency.getTargetClass())
                .filter(type -> type.isRecord() && type.getPackageName().equals(worker.getPackageName()))
                .map(type -> type.reflect())
                .flatMap(type -> Arrays.stream(type.getRecordComponents()))
                .map(component -> component.getName())
                .collect(Collectors.toSet());
    }
}
