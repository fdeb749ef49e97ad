package io.countersign.engine.attachments;

import java.text.Normalizer;
import java.util.Locale;

/** File names as they may be shown and saved: no folders, nothing invisible, nothing that a file system refuses. */
final class FileNames {

    static final int MAX_LENGTH = 200;

    private FileNames() {}

    /** Empty where nothing usable is left. */
    static String clean(String name) {
        String last = name.substring(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1);
        String tidy = Normalizer.normalize(last, Normalizer.Form.NFC)
                // Cf are those that turn text around and could make exe.pdf of fdp.exe
                .replaceAll("[\\p{Cc}\\p{Cf}\\p{Co}\\p{Cs}\\p{Cn}]", "")
                .replaceAll("[<>:\"|?*]", "_")
                .replaceAll("[\\s\\p{Z}]+", " ")
                .replaceAll("^[. ]+|[. ]+$", "");
        return shorten(tidy);
    }

    /** With its dot and in lower case; empty where there is none. */
    static String extension(String name) {
        int dot = name.lastIndexOf('.');
        return dot <= 0 ? "" : name.substring(dot).toLowerCase(Locale.ROOT);
    }

    private static String shorten(String name) {
        if (name.length() <= MAX_LENGTH) {
            return name;
        }
        String extension = extension(name);
        String kept = extension.length() > 20 ? "" : name.substring(name.length() - extension.length());
        int end = MAX_LENGTH - kept.length();
        return name.substring(0, Character.isHighSurrogate(name.charAt(end - 1)) ? end - 1 : end) + kept;
    }
}
