package io.countersign.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.function.Supplier;

/** A generated password in a file that only its owner can read. */
public final class SecretFile {

    private static final SecureRandom RANDOM = new SecureRandom();

    private SecretFile() {}

    /** The password in the file; makes a new one if the file is not there. */
    public static String readOrCreate(Path file) {
        return readOrCreate(file, SecretFile::generate);
    }

    /** The 256-bit key in the file, in Base64; makes a new one if the file is not there. */
    public static String readOrCreateKey(Path file) {
        return readOrCreate(file, () -> Base64.getEncoder().encodeToString(random(32)));
    }

    private static String readOrCreate(Path file, Supplier<String> secret) {
        try {
            if (!Files.exists(file)) {
                create(file, secret.get());
            }
            return Files.readString(file).strip();
        } catch (IOException e) {
            throw new EmbeddedException("The secret " + file + " can't be read or written: " + e.getMessage(), e);
        }
    }

    /** Puts text into a file that only its owner can read: complete or not at all. */
    public static void create(Path file, String text) throws IOException {
        Files.createDirectories(file.toAbsolutePath().getParent());
        var ownerOnly = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
        var temporary = Files.createTempFile(file.toAbsolutePath().getParent(), ".secret", null, ownerOnly);
        Files.writeString(temporary, text + "\n");
        Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
    }

    /** 192 random bits in characters that need no quoting anywhere. */
    public static String generate() {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(random(24));
    }

    private static byte[] random(int count) {
        var bytes = new byte[count];
        RANDOM.nextBytes(bytes);
        return bytes;
    }
}
