package io.countersign.workers.operations;

import io.countersign.workers.operations.GuardedDns.AddressRefused;
import java.io.IOException;
import java.net.URI;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Sends a call, and again to where the answer says it should go, as far as the target allows. Every hop is checked like the first call:
 * by its scheme here, by its address when the connection is made. Another host gets nothing that proves who we are, and no body.
 */
final class FollowRedirects {

    private static final Set<Integer> REDIRECTS = Set.of(301, 302, 303, 307, 308);
    private static final Set<Integer> SAME_METHOD = Set.of(307, 308);
    private static final Set<String> FOR_ANYBODY = Set.of("accept", "idempotency-key");

    private FollowRedirects() {}

    /**
     * @param others calls whatever is not the target's own; not even where the target may lie at a private address may these
     * @throws AddressRefused where a hop leads to where no call may go
     */
    static Answer send(HttpCaller own, HttpCaller others, Call call, int most) throws IOException {
        Call next = call;
        for (int hop = 0; ; hop++) {
            Answer answer = (sameOrigin(call.uri(), next.uri()) ? own : others).send(next);
            String location = answer.headers().get("location");
            if (!REDIRECTS.contains(answer.status()) || location == null || hop == most) {
                return answer;
            }
            next = next(next, location, answer.status());
        }
    }

    private static Call next(Call call, String location, int status) throws IOException {
        URI uri = resolved(call.uri(), location);
        boolean sameMethod = SAME_METHOD.contains(status)
                || call.method().equals("GET")
                || call.method().equals("HEAD");
        if (sameOrigin(call.uri(), uri)) {
            return sameMethod
                    ? call.to(uri)
                    : new Call("GET", uri, withoutContent(call.headers()), null, null, call.timeout());
        }
        if (sameMethod && call.body() != null) {
            throw AddressRefused.sentOn(uri.getHost() + ", which would get the body and is not the target");
        }
        Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        headers.putAll(call.headers());
        headers.keySet().removeIf(name -> !FOR_ANYBODY.contains(name.toLowerCase(Locale.ROOT)));
        return new Call(sameMethod ? call.method() : "GET", uri, headers, null, null, call.timeout());
    }

    private static URI resolved(URI from, String location) throws AddressRefused {
        try {
            URI uri = from.resolve(location.strip());
            String scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
            boolean down = "https".equalsIgnoreCase(from.getScheme()) && scheme.equals("http");
            if (uri.getHost() != null
                    && uri.getRawUserInfo() == null
                    && !down
                    && (scheme.equals("http") || scheme.equals("https"))) {
                return uri;
            }
        } catch (IllegalArgumentException e) {
            AddressRefused refused = AddressRefused.sentOn("what is no address");
            refused.initCause(e);
            throw refused;
        }
        throw AddressRefused.sentOn("an address that can't be called");
    }

    private static boolean sameOrigin(URI one, URI other) {
        return one.getScheme().equalsIgnoreCase(other.getScheme())
                && one.getHost().equalsIgnoreCase(other.getHost())
                && port(one) == port(other);
    }

    private static int port(URI uri) {
        return uri.getPort() >= 0 ? uri.getPort() : "https".equalsIgnoreCase(uri.getScheme()) ? 443 : 80;
    }

    private static Map<String, String> withoutContent(Map<String, String> headers) {
        Map<String, String> rest = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        rest.putAll(headers);
        rest.remove("Content-Type");
        return rest;
    }
}
