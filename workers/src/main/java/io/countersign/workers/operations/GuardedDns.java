package io.countersign.workers.operations;

import java.net.InetAddress;
import java.net.UnknownHostException;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.SystemDefaultDnsResolver;

/**
 * Looks names up for the connection itself, so the address that is checked is the address that is connected to: a name that changes
 * its mind in between gains nothing.
 */
record GuardedDns(DnsResolver names, boolean allowPrivate) implements DnsResolver {

    GuardedDns(boolean allowPrivate) {
        this(SystemDefaultDnsResolver.INSTANCE, allowPrivate);
    }

    @Override
    public InetAddress[] resolve(String host) throws UnknownHostException {
        InetAddress[] addresses = names.resolve(host);
        for (InetAddress address : addresses) {
            AddressKind kind = AddressKind.of(address);
            if (kind == AddressKind.NEVER || (kind == AddressKind.PRIVATE && !allowPrivate)) {
                throw AddressRefused.leading(host);
            }
        }
        return addresses;
    }

    @Override
    public String resolveCanonicalHostname(String host) throws UnknownHostException {
        return names.resolveCanonicalHostname(host);
    }

    /** It leads to where the target's calls may not go. */
    static final class AddressRefused extends UnknownHostException {

        private AddressRefused(String message) {
            super(message);
        }

        static AddressRefused leading(String host) {
            return new AddressRefused(host + " leads to a private address");
        }

        static AddressRefused past(String host) {
            return new AddressRefused(host + " would be reached past the proxy");
        }

        static AddressRefused unchecked(String host) {
            return new AddressRefused(host + " could be checked by the proxy only");
        }

        /** @param hop what is wrong with where an answer sent the call on to */
        static AddressRefused sentOn(String hop) {
            return new AddressRefused("The answer sent the call on to " + hop);
        }
    }
}
