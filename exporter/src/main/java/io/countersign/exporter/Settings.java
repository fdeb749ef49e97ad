package io.countersign.exporter;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The exporter's arguments. Their names are matched without case, as the broker's environment variables lose it. */
record Settings(
        String url,
        String user,
        @Nullable String password,
        @Nullable Path passwordFile,
        int bufferRecords,
        long bufferBytes,
        int batchRecords,
        long batchBytes) {

    private static final Set<String> KNOWN = Set.of(
            "url", "user", "password", "passwordFile", "bufferRecords", "bufferBytes", "batchRecords", "batchBytes");

    static Settings from(Map<String, Object> arguments) {
        var given = new TreeMap<String, Object>(String.CASE_INSENSITIVE_ORDER);
        given.putAll(arguments);
        given.keySet().stream()
                .filter(name -> KNOWN.stream().noneMatch(name::equalsIgnoreCase))
                .findFirst()
                .ifPresent(name -> {
                    throw new IllegalArgumentException("The exporter has no argument '" + name + "'. It knows "
                            + KNOWN.stream().sorted().toList());
                });
        var settings = new Settings(
                required(given, "url"),
                required(given, "user"),
                text(given, "password"),
                path(given, "passwordFile"),
                (int) number(given, "bufferRecords", 100_000, 1, Integer.MAX_VALUE),
                number(given, "bufferBytes", 32L << 20, 1 << 10, Long.MAX_VALUE),
                (int) number(given, "batchRecords", 5_000, 1, 1_000_000),
                number(given, "batchBytes", 4L << 20, 1 << 10, 512L << 20));
        settings.check();
        return settings;
    }

    private void check() {
        if (!url.toLowerCase(Locale.ROOT).startsWith("jdbc:postgresql:")) {
            throw new IllegalArgumentException("The exporter's url must start with jdbc:postgresql:");
        }
        if (password != null && passwordFile != null) {
            throw new IllegalArgumentException("Give the exporter either a password or a passwordFile, not both.");
        }
        if (passwordFile != null && !Files.isReadable(passwordFile)) {
            throw new IllegalArgumentException("The exporter can't read its passwordFile " + passwordFile);
        }
    }

    /** Read again for every connection, so that a password can be changed while the broker runs. */
    @Nullable
    String currentPassword() throws IOException {
        return passwordFile == null ? password : Files.readString(passwordFile).strip();
    }

    /** The url without its parameters, which may hold secrets. */
    String address() {
        return url.replaceFirst("\\?.*", "");
    }

    @Override
    public String toString() {
        return "url=" + address() + ", user=" + user + ", buffer=" + bufferRecords + " records or " + bufferBytes
                + " bytes, batch=" + batchRecords + " records or " + batchBytes + " bytes";
    }

    private static String required(Map<String, Object> given, String name) {
        var value = text(given, name);
        if (value == null) {
            throw new IllegalArgumentException("The exporter needs the argument '" + name + "'.");
        }
        return value;
    }

    private static @Nullable String text(Map<String, Object> given, String name) {
        var value = given.get(name);
        return value == null || value.toString().isBlank() ? null : value.toString();
    }

    private static @Nullable Path path(Map<String, Object> given, String name) {
        var value = text(given, name);
        return value == null ? null : Path.of(value);
    }

    private static long number(Map<String, Object> given, String name, long fallback, long least, long most) {
        var value = text(given, name);
        if (value == null) {
            return fallback;
        }
        try {
            var number = Long.parseLong(value.strip());
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("The exporter's " + name + " is not a number: " + value, e);
        }
        throw new IllegalArgumentException(
                "The exporter's " + name + " must be between " + least + " and " + most + ", not " + value);
    }
}
