package io.countersign.engine.requests;

import io.countersign.engine.definitions.ProcessProperties;
import io.countersign.engine.identity.Caller;
import io.countersign.engine.requests.Request.State;
import io.countersign.engine.requests.RequestDetail.May;
import io.countersign.engine.tasks.Permission;
import io.countersign.engine.tasks.WaitingTask;
import io.countersign.engine.web.Problem;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;

/** What a requester may do with a request. The same rules answer the buttons' question and guard the deed. */
final class RequestRules {

    private final Caller caller;
    private final Request request;
    private final ProcessProperties properties;
    private final RequestSettings settings;
    private final Instant now;

    /** Why not. */
    private record No(HttpStatus status, String code, String title, String detail) {

        Problem toProblem() {
            return new Problem(status, code, title, detail, List.of());
        }

        static No conflict(String code, String title, String detail) {
            return new No(HttpStatus.CONFLICT, code, title, detail);
        }
    }

    RequestRules(Caller caller, Request request, ProcessProperties properties, RequestSettings settings, Instant now) {
        this.caller = caller;
        this.request = request;
        this.properties = properties;
        this.settings = settings;
        this.now = now;
    }

    May may(Collection<WaitingTask> waitingFor) {
        return new May(permission(withdraw()), permission(remind(!waitingFor.isEmpty())));
    }

    /** Null where nobody was reminded. */
    @Nullable
    Instant remindAgainAt() {
        return request.remindedAt() == null ? null : request.remindedAt().plus(settings.remindAgainAfter());
    }

    /** @throws Problem 403 or 409 */
    void requireWithdrawable() {
        require(withdraw());
    }

    /** @throws Problem 403 or 409 */
    void requireRemindable(boolean waitsForPeople) {
        require(remind(waitsForPeople));
    }

    private @Nullable No withdraw() {
        No no = owned("withdraw");
        if (no != null) {
            return no;
        }
        String definition = request.processDefinitionKey();
        return definition == null || properties.mayBeWithdrawn(Long.parseLong(definition))
                ? null
                : No.conflict(
                        "withdrawal-not-allowed",
                        "This can't be withdrawn",
                        "The process does not let requests be withdrawn once they are sent. Ask those it waits for.");
    }

    private @Nullable No remind(boolean waitsForPeople) {
        No no = owned("remind people of");
        if (no != null) {
            return no;
        }
        if (!waitsForPeople) {
            return No.conflict(
                    "nobody-to-remind", "It waits for nobody", "Right now no person has to do anything about it.");
        }
        Instant again = remindAgainAt();
        return again == null || !again.isAfter(now)
                ? null
                : No.conflict(
                        "reminded-already",
                        "You reminded them already",
                        "You reminded them %s ago. You can do it again in %s."
                                .formatted(
                                        inWords(Duration.between(request.remindedAt(), now)),
                                        inWords(Duration.between(now, again))));
    }

    private @Nullable No owned(String act) {
        if (!Requests.isOf(caller, request)) {
            return new No(
                    HttpStatus.FORBIDDEN,
                    "not-your-request",
                    "This is not your request",
                    "Only whoever made a request can " + act + " it.");
        }
        if (request.isCalled()) {
            return No.conflict(
                    "part-of-a-request",
                    "This is part of another request",
                    "It belongs to request " + request.rootProcessInstanceKey() + ": " + act + " that one.");
        }
        if (request.withdrawal() != null) {
            return No.conflict(
                    "request-already-withdrawn",
                    "You withdrew this already",
                    "It was withdrawn before; nothing is left to do.");
        }
        return request.state() == State.ACTIVE
                ? null
                : No.conflict(
                        "request-ended", "This has ended", "It no longer runs, so there is nothing to " + act + ".");
    }

    private static String inWords(Duration duration) {
        long minutes = Math.max(1, (duration.toSeconds() + 59) / 60);
        if (minutes < 90) {
            return minutes == 1 ? "1 minute" : minutes + " minutes";
        }
        return (minutes + 30) / 60 + " hours";
    }

    private static Permission permission(@Nullable No no) {
        return no == null ? new Permission(true, null, null) : new Permission(false, no.code(), no.detail());
    }

    private static void require(@Nullable No no) {
        if (no != null) {
            throw no.toProblem();
        }
    }
}
