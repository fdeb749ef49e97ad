package io.countersign.engine.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.dao.QueryTimeoutException;
import org.springframework.http.HttpStatus;
import org.springframework.jdbc.CannotGetJdbcConnectionException;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.transaction.TransactionSystemException;
import org.springframework.web.server.ResponseStatusException;

class ProblemMapperTests {

    private final ProblemMapper mapper = new ProblemMapper();

    @Test
    void answers503WhileTheDatabaseIsAway() {
        var noConnection = new SQLTransientConnectionException("no connection to 10.0.0.1");

        assertThat(mapper.problem(new CannotCreateTransactionException("x", noConnection)))
                .satisfies(ProblemMapperTests::isUnavailable);
        assertThat(mapper.problem(new CannotGetJdbcConnectionException("x", noConnection)))
                .satisfies(ProblemMapperTests::isUnavailable);
        assertThat(mapper.problem(new IllegalStateException(new QueryTimeoutException("x"))))
                .satisfies(ProblemMapperTests::isUnavailable);
    }

    @Test
    void answers503WhereTheDatabaseWentAwayInTheMiddleOfATransaction() {
        var rollback = new TransactionSystemException("JDBC rollback failed", new SQLException("Connection is closed"));

        assertThat(mapper.problem(rollback)).satisfies(ProblemMapperTests::isUnavailable);
    }

    @Test
    void findsTheProblemInsideAnotherFailure() {
        var inner = Problem.notFound("unknown-user", "t", "d");

        assertThat(mapper.problem(new IllegalStateException(new RuntimeException(inner))))
                .isSameAs(inner);
    }

    @Test
    void saysNothingOfWhatIsUnexpected() {
        var problem = mapper.problem(new IllegalStateException("password=hunter2 in io.countersign.Secret"));

        assertThat(problem.status()).isEqualTo(HttpStatus.INTERNAL_SERVER_ERROR);
        assertThat(problem.slug()).isEqualTo("unexpected");
        assertThat(problem.getMessage()).doesNotContain("hunter2").doesNotContain("Secret");
    }

    @Test
    void knowsTextThatPostgresqlDoesNotKeep() {
        var problem = mapper.problem(new DataIntegrityViolationException(
                "insert into secret_table", new SQLException("invalid byte sequence", "22021")));

        assertThat(problem.status()).isEqualTo(HttpStatus.BAD_REQUEST);
        assertThat(problem.slug()).isEqualTo("unstorable-text");
        assertThat(problem.getMessage()).contains("U+0000").doesNotContain("secret_table");
    }

    @Test
    void takesOtherRefusalsOfTheDatabaseForOurFault() {
        assertThat(mapper.problem(new DataIntegrityViolationException("x", new SQLException("not null", "23502")))
                        .slug())
                .isEqualTo("unexpected");
    }

    @Test
    void knowsAStaleVersion() {
        assertThat(mapper.problem(new OptimisticLockingFailureException("x")).status())
                .isEqualTo(HttpStatus.CONFLICT);
    }

    @Test
    void keepsTheStatusThatSpringChose() {
        assertThat(mapper.problem(new ResponseStatusException(HttpStatus.GONE, "it is gone")))
                .satisfies(problem -> {
                    assertThat(problem.status()).isEqualTo(HttpStatus.GONE);
                    assertThat(problem.slug()).isEqualTo("gone");
                    assertThat(problem.getMessage()).isEqualTo("it is gone");
                });
    }

    private static void isUnavailable(Problem problem) {
        assertThat(problem.status()).isEqualTo(HttpStatus.SERVICE_UNAVAILABLE);
        assertThat(problem.slug()).isEqualTo("database-unavailable");
        assertThat(problem.getMessage()).doesNotContain("10.0.0.1");
        assertThat(problem.retryAfter()).isNotNull();
    }
}
