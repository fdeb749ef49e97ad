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
