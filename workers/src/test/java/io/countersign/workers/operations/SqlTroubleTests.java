package io.countersign.workers.operations;

import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.workers.operations.SqlTrouble.Kind;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SqlTroubleTests {

    @ParameterizedTest
    @CsvSource({
        "08001,AWAY",
        "08006,AWAY",
        "53300,AWAY",
        "53100,AWAY",
        "57P01,AWAY",
        "57P03,AWAY",
        "40001,PASSING",
        "40P01,PASSING",
        "55P03,PASSING",
        "57014,PASSING",
        "58030,PASSING",
        "28P01,NOT_LET_IN",
        "28000,NOT_LET_IN",
        "3D000,NOT_LET_IN",
        "23505,LASTING",
        "42601,LASTING",
        "42501,LASTING",
        "22P02,LASTING",
        "25006,LASTING",
        "P0001,LASTING",
    })
    void tellsFromTheStateWhatIsWrong(String state, Kind kind) {
        assertThat(SqlTrouble.of(new SQLException("why", state))).isEqualTo(new SqlTrouble(kind, state, "why"));
    }

    @Test
    void findsBehindThePoolWhatTheDriverSaid() {
        SQLException driver = new SQLException("no password fits", "28P01");

        assertThat(SqlTrouble.of(new SQLTransientConnectionException("timed out", "08000", driver)))
                .isEqualTo(new SqlTrouble(Kind.NOT_LET_IN, "28P01", "no password fits"));
    }

    @Test
    void takesAPoolWithoutAConnectionForADatabaseThatIsAway() {
        assertThat(SqlTrouble.of(new SQLTransientConnectionException("timed out"))
                        .kind())
                .isEqualTo(Kind.AWAY);
    }
}
