package io.countersign.workers.operations;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Addresses below a target's own: whatever a model says, the request goes to the target's host and below its path. */
final class TargetUri {

    private TargetUri() {}

    static URI under(URI base, @Nullable String path) throws UnfitOperation {
        String below = path == null || path.isBlank() ? "/" : path.strip();
        if (!below.startsWith("/")) {
            below = "/" + below;
        }
        URI uri;
        try {
            uri = new URI(withoutSlash(base) + below);
        } catch (URISyntaxException e) {
            UnfitOperation unfit = new UnfitOperation("The path is not a valid address: encode it in the model");
            unfit.initCause(e);
            throw unfit;
        }
        if (!staysBelow(base, uri)) {
            throw new UnfitOperation("The path leaves the target's address " + base + ": correct the model");
        }
        return uri;
    }

    /** Whether the address lies at the target or below it, however it is written. */
    static boolean isBelow(URI base, URI address) {
        if (address.getHost() == null || address.getRawUserInfo() != null || address.getScheme() == null) {
            return false;
        }
        String path = address.getRawPath() == null ? "" : address.getRawPath();
        String above = withoutSlash(URI.create(base.getRawPath() == null ? "" : base.getRawPath()));
        return base.getScheme().equalsIgnoreCase(address.getScheme())
                && base.getHost().equalsIgnoreCase(address.getHost())
                && port(base) == port(address)
                && (path.equals(above) || path.startsWith(above + "/"));
    }

    /** What of an address that lies below the target is its path there, with its query. */
    static String pathBelow(URI base, URI address) {
        String above = withoutSlash(URI.create(base.getRawPath() == null ? "" : base.getRawPath()));
        String path = address.getRawPath() == null ? "" : address.getRawPath();
        String query = address.getRawQuery() == null ? "" : "?" + address.getRawQuery();
        return path.substring(above.length()) + query;
    }

    private static int port(URI uri) {
        return uri.getPort() >= 0 ? uri.getPort() : "https".equalsIgnoreCase(uri.getScheme()) ? 443 : 80;
    }

    private static boolean staysBelow(URI base, URI uri) {
        String path = uri.getRawPath();
        // a server may decode before it walks up
        String lower = path.toLowerCase(Locale.ROOT);
        boolean climbs = (path + "/").contains("/../")
                || lower.contains("%2e")
                || lower.contains("%2f")
                || lower.contains("%5c")
                || path.contains("\\");
        return !climbs
                && uri.getRawFragment() == null
                && Objects.equals(base.getScheme(), uri.getScheme())
                && Objects.equals(base.getRawAuthority(), uri.getRawAuthority());
    }

    private static String withoutSlash(URI base) {
        String text = base.toString();
        return text.endsWith("/") ? text.substring(0, text.length() - 1) : text;
    }
}
