package io.countersign.workers.operations;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;

/** Where an address leads. */
enum AddressKind {
    PUBLIC,
    /** This machine or a private network. */
    PRIVATE,
    /** Link-local, and with it the metadata services of clouds; multicast, broadcast, reserved, none at all. */
    NEVER;

    static AddressKind of(InetAddress address) {
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
        boolean carrier = first == 100 && second >= 64 && second < 128;
        boolean bench = first == 198 && (second == 18 || second == 19);
        return carrier || bench ? PRIVATE : PUBLIC;
    }

    private static AddressKind ofV6(byte[] bytes) {
        if ((bytes[0] & 0xfe) == 0xfc) {
            return PRIVATE;
        }
        // what carries a version 4 address leads where that leads: NAT64, 6to4, the old compatible form
        if (startsWith(bytes, 0x00, 0x64, 0xff, 0x9b) || startsWith(bytes, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0)) {
            return embedded(bytes, 12);
        }
        return startsWith(bytes, 0x20, 0x02) ? embedded(bytes, 2) : PUBLIC;
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
