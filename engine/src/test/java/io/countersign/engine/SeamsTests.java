package io.countersign.engine;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import java.util.Calendar;
import java.util.Date;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;

/** What module boundaries can't say. */
class SeamsTests {

    private static final JavaClasses ENGINE = new ClassFileImporter()
            .withImportOption(new DoNotIncludeTests())
            .importPackages(SeamsTests.class.getPackageName());

    @Test
    void onlyOnePackageKnowsTheCamundaClient() {
        noClasses()
                .that()
                .resideOutsideOfPackage("..engine.processengine.zeebe..")
                .should()
                .dependOnClassesThat(resideInAPackage("io.camunda.."))
                .because("the engine is asked through ProcessEngine; add there what you miss")
                .check(ENGINE);
    }

    @Test
    void timeIsGivenNotTaken() {
        for (Class<?> time : List.of(
                Instant.class, LocalDate.class, LocalDateTime.class, OffsetDateTime.class, ZonedDateTime.class)) {
            noClasses()
                    .should()
                    .callMethod(time, "now")
                    .because("tests set the time: inject java.time.Clock and ask it")
                    .check(ENGINE);
        }
        noClasses()
                .should()
                .callMethod(System.class, "currentTimeMillis")
                .because("tests set the time: inject java.time.Clock and ask it")
                .check(ENGINE);
        noClasses()
                .that()
                .doNotHaveSimpleName(ClockConfiguration.class.getSimpleName())
                .should()
                .callMethod(Clock.class, "systemUTC")
                .orShould()
                .callMethod(Clock.class, "systemDefaultZone")
                .because("there is one clock: have it injected")
                .check(ENGINE);
    }

    @Test
    void oldDatesStayOut() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .areAssignableTo(Date.class)
                .orShould()
                .dependOnClassesThat()
                .areAssignableTo(Calendar.class)
                .because("java.time says what is meant: Instant, or OffsetDateTime at the edge")
                .check(ENGINE);
    }

    @Test
    void collaboratorsComeThroughTheConstructor() {
        noFields()
                .should()
                .beAnnotatedWith(Autowired.class)
                .orShould()
                .beAnnotatedWith(Value.class)
                .because(
                        "a class says what it needs in its constructor, and settings are @ConfigurationProperties records")
                .check(ENGINE);
    }
}
