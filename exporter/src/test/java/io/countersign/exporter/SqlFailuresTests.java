package io.countersign.exporter;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

class SqlFailuresTests {

    @ParameterizedTest
    @ValueSource(strings = {"22021", "22003", "54000"})
    void blamesTheRecordForItsContent(String state) {
        assertThat(SqlFailures.isAboutTheRecord(new SQLException("no", state))).isTrue();
    }

    /** Connection, lost or shut down; read-only; disk full; no table; no right; out of memory; a format of our making. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "08006", "57P01", "57P03", "25006", "53100", "53300", "42P01", "42501", "XX000", "40P01", "22P04",
                "23505", "23502"
            })
    void blamesNoRecordForTheStateOfTheDatabase(String state) {
        assertThat(SqlFailures.isAboutTheRecord(new SQLException("no", state))).isFalse();
    }

    @Test
    void tellsACheckOnTheContentFromATableWithoutAPartitionForTheDay() {
        assertThat(SqlFailures.isAboutTheRecord(checkViolation("SERROR\0C23514\0Mno\0nsmall_values\0")))
                .isTrue();
        assertThat(SqlFailures.isAboutTheRecord(checkViolation("SERROR\0C23514\0Mno partition\0")))
                .isFalse();
    }

    @Test
    void blamesNoRecordForWhatItDoesNotUnderstand() {
        assertThat(SqlFailures.isAboutTheRecord(new SQLException("no"))).isFalse();
    }

    private static SQLException checkViolation(String message) {
        return new PSQLException(new ServerErrorMessage(message));
    }
}
