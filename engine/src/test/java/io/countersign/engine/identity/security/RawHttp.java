package io.countersign.engine.identity.security;

import io.countersign.engine.Client;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** Sends a path byte by byte as it is written; a client that knows better would tidy it up. */
final class RawHttp {

    private RawHttp() {}

    static String get(int port, String path) {
        return exchange(port, path, "");
    }

    static String get(int port, String path, Client signedIn) {
        return exchange(
                port,
                path,
                "Cookie: SESSION=" + signedIn.cookie("SESSION").orElseThrow().getValue() + "\r\n");
    }

    private static String exchange(int port, String path, String headers) {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            var request = "GET " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n" + headers + "\r\n";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
