package io.countersign.engine;

import java.io.ByteArrayOutputStream;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;

/** Sends files as a browser's form does. */
public final class Uploads {

    private static final String BOUNDARY = "----countersign-test";

    private Uploads() {}

    /** A small file that is what it says, and unlike others. */
    public static byte[] pdf(String text) {
        return ("%PDF-1.7\n1 0 obj\n<< /Type /Catalog >>\nendobj\n% " + text + "\n%%EOF\n")
                .getBytes(StandardCharsets.UTF_8);
    }

    public static Client.Answer send(Client client, String path, String name, byte[] content) {
        var body = new ByteArrayOutputStream();
        body.writeBytes(("--" + BOUNDARY + "\r\nContent-Disposition: form-data; name=\"file\"; filename=\"" + name
                        + "\"\r\nContent-Type: text/html\r\n\r\n")
                .getBytes(StandardCharsets.UTF_8));
        body.writeBytes(content);
        body.writeBytes(("\r\n--" + BOUNDARY + "--\r\n").getBytes(StandardCharsets.UTF_8));
        return client.exchange(
                "POST",
                path,
                BodyPublishers.ofByteArray(body.toByteArray()),
                "Content-Type",
                "multipart/form-data; boundary=" + BOUNDARY,
                "X-XSRF-TOKEN",
                client.csrfToken().orElse("none"));
    }
}
