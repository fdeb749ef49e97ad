package io.countersign.workers.operations;

import io.countersign.workers.operations.Targets.Target;
import io.countersign.workers.operations.Tokens.Client;
import io.countersign.workers.operations.Tokens.TokenRefused;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Sends a call, with a token where one is needed. */
@Component
class SendCall {

    private static final int UNAUTHORIZED = 401;

    private final Targets targets;
    private final Tokens tokens;

    SendCall(Targets targets, Tokens tokens) {
        this.targets = targets;
        this.tokens = tokens;
    }

    Answer send(Target target, PreparedCall prepared) throws IOException, TokenRefused, UnfitOperation {
        Client client = prepared.credentials().client();
        if (client == null) {
            return follow(target, prepared.call());
        }
        HttpCaller caller = tokenCaller(target, client, prepared.modelsOwn());
        String token = token(client, caller, prepared);
        Answer answer = follow(target, authorized(prepared.call(), token));
        if (answer.status() != UNAUTHORIZED) {
            return answer;
        }
        // it may have been called back before its end; one that is new and refused, too, is no matter of time
        tokens.refused(client, token);
        return follow(target, authorized(prepared.call(), token(client, caller, prepared)));
    }

    private String token(Client client, HttpCaller caller, PreparedCall prepared) throws IOException, TokenRefused {
        String token = tokens.of(client, caller);
        prepared.masks().add(List.of(token));
        return token;
    }

    /** A model's credentials go only to where an administrator lets models call. */
    private HttpCaller tokenCaller(Target target, Client client, boolean modelsOwn) throws UnfitOperation {
        if (!modelsOwn) {
            return target.caller();
        }
        return targets.above(client.tokenUrl())
                .map(Target::caller)
                .orElseThrow(
                        () -> new UnfitOperation(
                                "The token URL " + client.tokenUrl().getHost()
                                        + " lies below no target: an administrator adds it under countersign.operations.targets"));
    }

    private static Answer follow(Target target, Call call) throws IOException {
        return FollowRedirects.send(
                target.caller(), target.others(), call, target.settings().redirects());
    }

    private static Call authorized(Call call, String token) {
        return call.with(Map.of("Authorization", "Bearer " + token));
    }
}
