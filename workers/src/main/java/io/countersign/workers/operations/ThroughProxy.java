package io.countersign.workers.operations;

import io.countersign.workers.operations.GuardedDns.AddressRefused;
import io.countersign.workers.operations.OperationSettings.Proxy;
import io.countersign.workers.secrets.SecretReferences;
import io.countersign.workers.secrets.SecretReferences.SecretMissing;
import io.countersign.workers.secrets.SecretStore;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Objects;
import org.apache.hc.client5.http.ClientProtocolException;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.HttpRoute;
import org.apache.hc.client5.http.RouteInfo.LayerType;
import org.apache.hc.client5.http.RouteInfo.TunnelType;
import org.apache.hc.client5.http.SystemDefaultDnsResolver;
import org.apache.hc.client5.http.auth.AuthScope;
import org.apache.hc.client5.http.auth.Credentials;
import org.apache.hc.client5.http.auth.UsernamePasswordCredentials;
import org.apache.hc.client5.http.routing.HttpRoutePlanner;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.jspecify.annotations.Nullable;

/**
 * Leads calls through an administrator's proxy. It is asked for a tunnel to the address that was checked, not for one to the name, so what the
 * proxy makes of a name doesn't matter. The connection itself knows no other name than the proxy's.
 *
 * @param names what a host is looked up with; null: the proxy does it, and is trusted with it
 */
record ThroughProxy(Proxy settings, @Nullable DnsResolver names, SecretStore secrets)
        implements HttpRoutePlanner, DnsResolver {

    /** Why a call can't be led anywhere; the client lets no {@link IOException} through where it asks for the way. */
    private static final class NoWay extends HttpException {

        private final IOException why;

        NoWay(IOException why) {
            super(why.getMessage(), why);
            this.why = why;
        }
    }

    /** @return what was the matter, where the client says that it found no way */
    static IOException unwrapped(ClientProtocolException e) {
        return e.getCause() instanceof NoWay none ? none.why : e;
    }

    @Override
    public HttpRoute determineRoute(HttpHost target, HttpContext context) throws HttpException {
        boolean secure = "https".equalsIgnoreCase(target.getSchemeName());
        int port = target.getPort() > 0 ? target.getPort() : secure ? 443 : 80;
        return new HttpRoute(
                new HttpHost(target.getSchemeName(), destination(target.getHostName()), port),
                target,
                null,
                new HttpHost[] {proxy()},
                secure,
                TunnelType.TUNNELLED,
                secure ? LayerType.LAYERED : LayerType.PLAIN);
    }

    private String destination(String host) throws HttpException {
        if (names == null) {
            return host;
        }
        try {
            return names.resolve(host)[0].getHostAddress();
        } catch (UnknownHostException e) {
            throw new NoWay(e);
        }
    }

    /** For the client's connections, all of which are to the proxy: an administrator chose it, wherever it lies. */
    @Override
    public InetAddress[] resolve(String host) throws UnknownHostException {
        if (!host.equalsIgnoreCase(settings.url().getHost())) {
            throw AddressRefused.past(host);
        }
        return SystemDefaultDnsResolver.INSTANCE.resolve(host);
    }

    @Override
    public String resolveCanonicalHostname(String host) {
        return host;
    }

    /** Who we are to the proxy; nobody else is told. */
    @Nullable
    Credentials credentials(AuthScope scope, HttpContext context) {
        String username = settings.username();
        if (username == null
                || !settings.url().getHost().equalsIgnoreCase(scope.getHost())
                || scope.getPort() != proxy().getPort()) {
            return null;
        }
        try {
            String password = new SecretReferences(secrets, any -> true)
                    .resolve(Objects.requireNonNullElse(settings.secret(), ""));
            return new UsernamePasswordCredentials(username, password.toCharArray());
        } catch (SecretMissing e) {
            return null;
        }
    }

    private HttpHost proxy() {
        int port = settings.url().getPort();
        return new HttpHost("http", settings.url().getHost(), port > 0 ? port : 3128);
    }
}
