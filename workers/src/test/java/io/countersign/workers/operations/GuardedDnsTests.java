package io.countersign.workers.operations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.countersign.workers.operations.GuardedDns.AddressRefused;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import org.apache.hc.client5.http.DnsResolver;
import org.junit.jupiter.api.Test;

class GuardedDnsTests {

    @Test
    void refusesANameThatLeadsToAPrivateAddressAmongOthers() throws Exception {
        GuardedDns dns = new GuardedDns(names("93.184.216.34", "10.0.0.1"), false);

        assertThatThrownBy(() -> dns.resolve("orders.example")).isInstanceOf(AddressRefused.class);
    }

    @Test
    void allowsThemWhereTheTargetSaysSoButNeverMetadata() throws Exception {
        assertThat(new GuardedDns(names("10.0.0.1"), true).resolve("orders.example"))
                .hasSize(1);
        assertThatThrownBy(() -> new GuardedDns(names("169.254.169.254"), true).resolve("metadata"))
                .isInstanceOf(AddressRefused.class);
    }

    @Test
    void looksANameUpOncePerConnectionSoThatItCannotChangeItsMind() throws Exception {
        List<String> lookups = new ArrayList<>();
        DnsResolver counting = new DnsResolver() {
            @Override
            public InetAddress[] resolve(String host) throws UnknownHostException {
                lookups.add(host);
                return new InetAddress[] {InetAddress.getByName(lookups.size() == 1 ? "93.184.216.34" : "127.0.0.1")};
            }

            @Override
            public String resolveCanonicalHostname(String host) {
                return host;
            }
        };

        assertThat(new GuardedDns(counting, false).resolve("orders.example"))
                .containsExactly(InetAddress.getByName("93.184.216.34"));
        assertThat(lookups).hasSize(1);
    }

    private static DnsResolver names(String... addresses) throws UnknownHostException {
        InetAddress[] resolved = new InetAddress[addresses.length];
        for (int i = 0; i < addresses.length; i++) {
            resolved[i] = InetAddress.getByName(addresses[i]);
        }
        return new DnsResolver() {
            @Override
            public InetAddress[] resolve(String host) {
                return resolved;
            }

            @Override
            public String resolveCanonicalHostname(String host) {
                return host;
            }
        };
    }
}
