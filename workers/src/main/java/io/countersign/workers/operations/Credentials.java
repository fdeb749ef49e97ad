package io.countersign.workers.operations;

import io.countersign.workers.operations.OperationSettings.AuthType;
import io.countersign.workers.operations.Tokens.Client;
import io.countersign.workers.secrets.SecretReferences;
import io.countersign.workers.secrets.SecretReferences.SecretMissing;
import io.countersign.workers.secrets.SecretStore;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What proves to a target who calls.
 *
 * @param query encoded, empty for none
 * @param client where a token has to be had first
 * @param values that must not be seen by anybody
 */
record Credentials(
        Map<String, String> headers, String query, @Nullable Client client, Set<String> values) {

    private static final Credentials NONE = new Credentials(Map.of(), "", null, Set.of());

    /** As the settings have it. */
    static Credentials of(OperationSettings.@Nullable Auth auth, SecretStore store)
            throws SecretMissing, UnfitOperation {
        if (auth == null) {
            return NONE;
        }
        // what an administrator writes may name any secret
        SecretReferences references = new SecretReferences(store, name -> true);
        return of(
                auth.type(),
                new Parts(
                        resolved(auth.username(), references),
                        resolved(auth.secret(), references),
                        resolved(auth.name(), references),
                        auth.in(),
                        auth.tokenUrl() == null ? null : auth.tokenUrl().toString(),
                        resolved(auth.clientId(), references),
                        auth.scope(),
                        auth.audience(),
                        "header"),
                references.used());
    }

    /** As a model has it. */
    static Credentials of(Operation.Auth auth, SecretReferences references) throws SecretMissing, UnfitOperation {
        String type = auth.type() == null
                ? "none"
                : auth.type().toUpperCase(Locale.ROOT).replace('-', '_');
        if (type.equals("NONE")) {
            return NONE;
        }
        return of(
                parsed(type),
                new Parts(
                        resolved(auth.username(), references),
                        resolved(auth.secret(), references),
                        resolved(auth.name(), references),
                        auth.in(),
                        resolved(auth.tokenUrl(), references),
                        resolved(auth.clientId(), references),
                        resolved(auth.scope(), references),
                        resolved(auth.audience(), references),
                        auth.clientAuthentication()),
                references.used());
    }

    private record Parts(
            @Nullable String username,
            @Nullable String secret,
            @Nullable String name,
            @Nullable String in,
            @Nullable String tokenUrl,
            @Nullable String clientId,
            @Nullable String scope,
            @Nullable String audience,
            @Nullable String clientAuthentication) {}

    private static Credentials of(AuthType type, Parts parts, Collection<String> used) throws UnfitOperation {
        String secret = required(parts.secret(), "secret", type);
        Set<String> values = new LinkedHashSet<>(used);
        values.add(secret);
        return switch (type) {
            case BASIC ->
                header("Authorization", Tokens.basic(required(parts.username(), "username", type), secret), values);
            case BEARER -> header("Authorization", "Bearer " + secret, values);
            case API_KEY -> {
                String name = required(parts.name(), "name", type);
                yield "query".equals(parts.in())
                        ? new Credentials(Map.of(), Queries.encode(name) + "=" + Queries.encode(secret), null, values)
                        : header(PrepareCall.checked(name), secret, values);
            }
            case OAUTH2 ->
                new Credentials(
                        Map.of(),
                        "",
                        new Client(
                                address(required(parts.tokenUrl(), "tokenUrl", type)),
                                required(parts.clientId(), "clientId", type),
                                secret,
                                parts.scope(),
                                parts.audience(),
                                !"body".equals(parts.clientAuthentication())),
                        values);
        };
    }

    private static Credentials header(String name, String value, Set<String> values) throws UnfitOperation {
        values.add(value);
        return new Credentials(Map.of(name, PrepareCall.checkedValue(name, value)), "", null, values);
    }

    private static AuthType parsed(String type) throws UnfitOperation {
        try {
            return AuthType.valueOf(type);
        } catch (IllegalArgumentException e) {
            UnfitOperation unfit = new UnfitOperation(
                    "The kind of authentication is not one of none, basic, bearer, api-key, oauth2: correct the model");
            unfit.initCause(e);
            throw unfit;
        }
    }

    private static URI address(String text) throws UnfitOperation {
        try {
            return new URI(text);
        } catch (URISyntaxException e) {
            UnfitOperation unfit = new UnfitOperation("The token URL is not a valid address: correct it");
            unfit.initCause(e);
            throw unfit;
        }
    }

    private static String required(@Nullable String value, String part, AuthType type) throws UnfitOperation {
        if (value == null || value.isBlank()) {
            throw new UnfitOperation("Authentication by " + type.name().toLowerCase(Locale.ROOT) + " needs '" + part
                    + "': add it to the model or the target's settings");
        }
        return value;
    }

    private static @Nullable String resolved(@Nullable String text, SecretReferences references) throws SecretMissing {
        return text == null ? null : references.resolve(text);
    }
}
