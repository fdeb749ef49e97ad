package io.countersign.workers.operations;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;

/** Where an address leads. */
enum AddressKind {
    PUBLIC,
    /** This machine or a private network. */
    PRIVATE,
    /** Link-local, and with it the metadata services of clouds; multicast, broadcast, reserved, none at all. */
    NEVER;

    /** Services of clouds that tell a machine's credentials, at addresses that look like others. */
    private static final Set<InetAddress> METADATA =
            literals("fd00:ec2::254", "100.100.100.200", "168.63.129.16", "fd20:ce::254");

    static AddressKind of(InetAddress address) {
        if (METADATA.contains(address)) {
            return NEVER;
        }
        if (address.isAnyLocalAddress() || address.isLinkLocalAddress() || address.isMulticastAddress()) {
            return NEVER;
        }
        if (address.isLoopbackAddress() || address.isSiteLocalAddress()) {
            return PRIVATE;
        }
        byte[] bytes = address.getAddress();
        return address instanceof Inet4Address ? ofV4(bytes) : ofV6(bytes);
    }

    private static AddressKind ofV4(byte[] bytes) {
        int first = bytes[0] & 0xff;
        int second = bytes[1] & 0xff;
        if (first == 0 || first >= 240 || (first == 192 && second == 0 && bytes[2] == 0)) {
            return NEVER;
        }
        if (isDocumentation(first, second, bytes[2] & 0xff)) {
            return NEVER;
        }
        boolean carrier = first == 100 && second >= 64 && second < 128;
        boolean bench = first == 198 && (second == 18 || second == 19);
        return carrier || bench ? PRIVATE : PUBLIC;
    }

    private static boolean isDocumentation(int first, int second, int third) {
        return (first == 192 && second == 0 && third == 2)
                || (first == 198 && second == 51 && third == 100)
                || (first == 203 && second == 0 && third == 113);
    }

    private static AddressKind ofV6(byte[] bytes) {
        if ((bytes[0] & 0xfe) == 0xfc) {
            return PRIVATE;
        }
        // local NAT64, Teredo, discarding, documentation, segment routing: nothing that a service answers at
        if (startsWith(bytes, 0x00, 0x64, 0xff, 0x9b, 0x00, 0x01)
                || startsWith(bytes, 0x20, 0x01, 0x00, 0x00)
                || startsWith(bytes, 0x01, 0x00)
                || startsWith(bytes, 0x20, 0x01, 0x0d, 0xb8)
                || startsWith(bytes, 0x3f, 0xff)
                || startsWith(bytes, 0x5f, 0x00)) {
            return NEVER;
        }
        if (isIsatap(bytes) || startsWith(bytes, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff, 0, 0)) {
            return embedded(bytes, 12);
        }
        // what carries a version 4 address leads where that leads: NAT64, 6to4, the old compatible form
        if (startsWith(bytes, 0x00, 0x64, 0xff, 0x9b) || startsWith(bytes, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0)) {
            return embedded(bytes, 12);
        }
        return startsWith(bytes, 0x20, 0x02) ? embedded(bytes, 2) : PUBLIC;
    }

    private static boolean isIsatap(byte[] bytes) {
        return (bytes[8] & 0xfd) == 0 && bytes[9] == 0 && bytes[10] == 0x5e && (bytes[11] & 0xff) == 0xfe;
    }

    private static Set<InetAddress> literals(String... addresses) {
        try {
            Set<InetAddress> literals = new HashSet<>();
            for (String address : addresses) {
                literals.add(InetAddress.getByName(address));
            }
            return literals;
        } catch (UnknownHostException e) {
            throw new IllegalStateException("an address is an address", e);
        }
    }

    private static boolean startsWith(byte[] bytes, int... prefix) {
        for (int i = 0; i < prefix.length; i++) {
            if ((bytes[i] & 0xff) != prefix[i]) {
                return false;
            }
        }
        return true;
    }

    private static AddressKind embedded(byte[] bytes, int offset) {
        try {
            return of(InetAddress.getByAddress(Arrays.copyOfRange(bytes, offset, offset + 4)));
        } catch (UnknownHostException e) {
            throw new IllegalStateException("four bytes are an address", e);
        }
    }
}
