package io.countersign.embedded;

import java.util.List;

/** All five ports of a broker; every one of them is bound to loopback. */
public record ZeebePorts(int gateway, int command, int internal, int monitoring, int rest) {

    /** Five free ones. */
    public static ZeebePorts free() {
        var ports = FreePorts.some(5);
        return new ZeebePorts(ports.get(0), ports.get(1), ports.get(2), ports.get(3), ports.get(4));
    }

    /** The given port for gRPC, free ones for the others. */
    public static ZeebePorts withGateway(int gateway) {
        var ports = FreePorts.some(4);
        return new ZeebePorts(gateway, ports.get(0), ports.get(1), ports.get(2), ports.get(3));
    }

    public List<Integer> all() {
        return List.of(gateway, command, internal, monitoring, rest);
    }
}
