package io.countersign.workers;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/**
 * A certificate that only those believe who are told to.
 *
 * @param context of a server that has it, and of a client that believes it
 * @param trusted PKCS 12, with the password {@link #PASSWORD}
 */
public record TestCertificate(SSLContext context, Path trusted) {

    public static final String PASSWORD = "changeit";

    /** @param name such as {@code dns:localhost} */
    public static TestCertificate of(String name, Path folder)
            throws GeneralSecurityException, IOException, InterruptedException {
        char[] password = PASSWORD.toCharArray();
        KeyStore keys = keys(name, folder.resolve(name.replaceAll("\\W", "-") + ".p12"), password);
        KeyManagerFactory own = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        own.init(keys, password);
        KeyStore believed = KeyStore.getInstance("PKCS12");
        believed.load(null, password);
        believed.setCertificateEntry("server", keys.getCertificate("server"));
        Path trusted = folder.resolve(name.replaceAll("\\W", "-") + "-trusted.p12");
        try (OutputStream out = Files.newOutputStream(trusted)) {
            believed.store(out, password);
        }
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(believed);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(own.getKeyManagers(), trust.getTrustManagers(), null);
        return new TestCertificate(context, trusted);
    }

    private static KeyStore keys(String name, Path file, char[] password)
            throws GeneralSecurityException, IOException, InterruptedException {
        int exit = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-keyalg",
                        "EC",
                        "-alias",
                        "server",
                        "-dname",
                        "CN=server",
                        "-ext",
                        "san=" + name,
                        "-storetype",
                        "PKCS12",
                        "-storepass",
                        PASSWORD,
                        "-keystore",
                        file.toString())
                .inheritIO()
                .start()
                .waitFor();
        if (exit != 0) {
            throw new IOException("keytool ended with " + exit);
        }
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(file)) {
            keys.load(in, password);
        }
        return keys;
    }
}
