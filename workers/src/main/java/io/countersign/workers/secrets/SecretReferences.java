package io.countersign.workers.secrets;

import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Puts secrets where a text names them, and remembers which it has used, so that they can be taken out of whatever comes back.
 * {@code {{secrets.NAME}}} stands anywhere in a text; {@code secrets.NAME} alone is the older way to write it.
 */
public final class SecretReferences {

    private static final Pattern IN_BRACES = Pattern.compile("\\{\\{\\s*secrets\\.([^{}]{1,100}?)\\s*}}");
    private static final Pattern BARE =
            Pattern.compile("((?:Bearer |Basic )?)secrets\\.([A-Za-z0-9_][A-Za-z0-9_.-]{0,99})");

    private final SecretStore store;
    private final Predicate<String> allowed;
    private final Set<String> used = new LinkedHashSet<>();

    /** @param allowed names that may be used here */
    public SecretReferences(SecretStore store, Predicate<String> allowed) {
        this.store = store;
        this.allowed = allowed;
    }

    /** @throws SecretMissing where one is named that isn't there or isn't allowed here */
    public String resolve(String text) throws SecretMissing {
        if (!text.contains("secrets.")) {
            return text;
        }
        Matcher bare = BARE.matcher(text.strip());
        if (bare.matches()) {
            return bare.group(1) + value(bare.group(2));
        }
        Matcher matcher = IN_BRACES.matcher(text);
        StringBuilder resolved = new StringBuilder();
        while (matcher.find()) {
            matcher.appendReplacement(resolved, Matcher.quoteReplacement(value(matcher.group(1))));
        }
        return matcher.appendTail(resolved).toString();
    }

    /** The name of a secret that a text names, for texts that are given none. */
    public static Optional<String> namedIn(String text) {
        Matcher bare = BARE.matcher(text.strip());
        if (bare.matches()) {
            return Optional.of(bare.group(2));
        }
        Matcher matcher = IN_BRACES.matcher(text);
        return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
    }

    /** Values that texts have been given. */
    public Set<String> used() {
        return used;
    }

    private String value(String name) throws SecretMissing {
        if (!allowed.test(name)) {
            throw new SecretMissing(name, true);
        }
        Optional<String> value = store.find(name);
        if (value.isEmpty()) {
            throw new SecretMissing(name, false);
        }
        used.add(value.get());
        return value.get();
    }

    /** A text names a secret that it can't have. */
    public static final class SecretMissing extends Exception {

        private final String name;
        private final boolean forbidden;

        public SecretMissing(String name, boolean forbidden) {
            super("secret " + name);
            this.name = name;
            this.forbidden = forbidden;
        }

        public String name() {
            return name;
        }

        /** Whether there may be one, but not for this. */
        public boolean forbidden() {
            return forbidden;
        }
    }
}
