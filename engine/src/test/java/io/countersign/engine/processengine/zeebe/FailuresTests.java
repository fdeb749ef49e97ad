package io.countersign.engine.processengine.zeebe;

import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.engine.processengine.EngineFailure.Kind;
import io.grpc.Status;
import java.net.ConnectException;
import java.net.http.HttpTimeoutException;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class FailuresTests {

    @ParameterizedTest
    @CsvSource({
        "NOT_FOUND, NOT_FOUND, false",
        "FAILED_PRECONDITION, INVALID_STATE, false",
        "ALREADY_EXISTS, INVALID_STATE, false",
        "INVALID_ARGUMENT, INVALID_ARGUMENT, false",
        "OUT_OF_RANGE, INVALID_ARGUMENT, false",
        "RESOURCE_EXHAUSTED, RESOURCE_EXHAUSTED, false",
        "UNAVAILABLE, UNAVAILABLE, true",
        "UNAUTHENTICATED, UNAVAILABLE, false",
        "PERMISSION_DENIED, UNAVAILABLE, false",
        "DEADLINE_EXCEEDED, DEADLINE_EXCEEDED, true",
        "CANCELLED, DEADLINE_EXCEEDED, true",
        "UNIMPLEMENTED, UNSUPPORTED, false",
        "INTERNAL, UNKNOWN, true",
        "UNKNOWN, UNKNOWN, true",
        "ABORTED, UNKNOWN, true",
        "DATA_LOSS, UNKNOWN, true",
    })
    void saysWhatEveryGrpcStatusMeans(Status.Code code, Kind kind, boolean maybeAccepted) {
        var failure = Failures.fromStatus(code.toStatus().withDescription("why"));

        assertThat(failure.kind()).isEqualTo(kind);
        assertThat(failure.maybeAccepted()).isEqualTo(maybeAccepted);
        assertThat(failure.message()).isEqualTo("why");
    }

    @ParameterizedTest
    @EnumSource(Status.Code.class)
    void hasAMessageAlsoWhereTheGatewayGivesNone(Status.Code code) {
        assertThat(Failures.fromStatus(code.toStatus()).message()).isNotBlank();
    }

    @Test
    void knowsThatNothingWasSentWhereNobodyListens() {
        var failure = Failures.fromStatus(
                Status.UNAVAILABLE.withCause(new RuntimeException(new ConnectException("Connection refused"))));

        assertThat(failure.kind()).isEqualTo(Kind.UNAVAILABLE);
        assertThat(failure.maybeAccepted()).isFalse();
    }

    @Test
    void tellsAMessageThatIsTooBigFromAnEngineThatIsTooBusy() {
        var failure = Failures.fromStatus(
                Status.RESOURCE_EXHAUSTED.withDescription("gRPC message exceeds maximum size 4194304: 5000042"));

        assertThat(failure.kind()).isEqualTo(Kind.INVALID_ARGUMENT);
    }

    @Test
    void knowsThatARejectionWasNotAccepted() {
        var failure = Failures.fromStatus(Status.INTERNAL.withDescription(
                "Command 'CREATE' rejected with code 'EXCEEDED_BATCH_RECORD_SIZE': too big"));

        assertThat(failure.kind()).isEqualTo(Kind.UNKNOWN);
        assertThat(failure.maybeAccepted()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "400, INVALID_ARGUMENT, false",
        "401, UNAVAILABLE, false",
        "404, NOT_FOUND, false",
        "409, INVALID_STATE, false",
        "429, RESOURCE_EXHAUSTED, false",
        "500, UNKNOWN, true",
        "501, UNSUPPORTED, false",
        "503, UNAVAILABLE, true",
        "504, DEADLINE_EXCEEDED, true",
    })
    void saysWhatHttpStatusesMean(int status, Kind kind, boolean maybeAccepted) {
        var failure = Failures.fromHttp(status, "why");

        assertThat(failure.kind()).isEqualTo(kind);
        assertThat(failure.maybeAccepted()).isEqualTo(maybeAccepted);
    }

    @Test
    void saysWhatExceptionsMean() {
        assertThat(Failures.from(new CompletionException(new HttpTimeoutException("request timed out")))
                        .kind())
                .isEqualTo(Kind.DEADLINE_EXCEEDED);
        assertThat(Failures.from(new ConnectException("refused"))).satisfies(failure -> {
            assertThat(failure.kind()).isEqualTo(Kind.UNAVAILABLE);
            assertThat(failure.maybeAccepted()).isFalse();
        });
        assertThat(Failures.from(new java.io.IOException("connection reset"))).satisfies(failure -> {
            assertThat(failure.kind()).isEqualTo(Kind.UNAVAILABLE);
            assertThat(failure.maybeAccepted()).isTrue();
        });
        assertThat(Failures.from(new IllegalStateException("bug")).kind()).isEqualTo(Kind.UNKNOWN);
    }
}
