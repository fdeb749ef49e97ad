package io.countersign.workers.jobs;

import java.net.InetAddress;
import java.net.UnknownHostException;

/** This process among all that do jobs. */
record Node(String name) {

    /** Two processes of one host differ, and one that is started again is another one. */
    static Node here() {
        return new Node(host() + "-" + ProcessHandle.current().pid());
    }

    private static String host() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException nameless) {
            return "workers";
        }
    }
}
