package io.countersign.notices;

import com.samskivert.mustache.Mustache;
import com.samskivert.mustache.MustacheException;
import java.io.StringWriter;
import java.io.Writer;
import java.util.Collection;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Fills templates in. They see a {@link PlainModel}, take a bounded number of steps and come to a bounded length. */
final class LogicLess {

    static final int LONGEST_SOURCE = 64 * 1024;

    private static final int LONGEST_RESULT = 512 * 1024;
    private static final int MOST_STEPS = 20_000;

    private LogicLess() {}

    /** A template that would go on for too long. */
    static final class TooMuch extends RuntimeException {

        TooMuch(String message) {
            super(message);
        }
    }

    /**
     * @param escaped whether values are made fit for HTML
     * @throws MustacheException where the template is broken
     * @throws TooMuch where it goes on and on
     */
    static String fill(String source, Map<String, Object> plain, boolean escaped) {
        var out = new BoundedWriter();
        compiler(escaped).compile(source).execute(plain, out);
        return out.toString();
    }

    static Mustache.Compiler compiler(boolean escaped) {
        return Mustache.compiler()
                .escapeHTML(escaped)
                .emptyStringIsFalse(true)
                .defaultValue("")
                .withCollector(new MapsOnly())
                .withLoader(name -> {
                    throw new MustacheException("a template can't take in another one");
                });
    }

    /** No reflection: who asks for a property of anything but a map finds nothing. */
    private static final class MapsOnly implements Mustache.Collector {

        private int steps;

        private static final Mustache.VariableFetcher OF_A_MAP = (map, name) -> {
            Object value = ((Map<?, ?>) map).get(name);
            return value == null ? com.samskivert.mustache.Template.NO_FETCHER_FOUND : value;
        };

        @Override
        public @Nullable Iterator<?> toIterator(Object value) {
            if (!(value instanceof Collection<?> list)) {
                step();
                return null;
            }
            Iterator<?> all = List.copyOf(list).iterator();
            return new Iterator<Object>() {
                @Override
                public boolean hasNext() {
                    return all.hasNext();
                }

                @Override
                public Object next() {
                    step();
                    return all.next();
                }
            };
        }

        private void step() {
            steps++;
            if (steps > MOST_STEPS) {
                throw new TooMuch("It repeats more than " + MOST_STEPS + " times.");
            }
        }

        @Override
        public Mustache.@Nullable VariableFetcher createFetcher(Object context, String name) {
            return context instanceof Map ? OF_A_MAP : null;
        }

        @Override
        public <K, V> Map<K, V> createFetcherCache() {
            return new HashMap<>();
        }
    }

    private static final class BoundedWriter extends Writer {

        private final StringWriter text = new StringWriter();

        @Override
        public void write(char[] characters, int offset, int length) {
            text.write(characters, offset, length);
            if (text.getBuffer().length() > LONGEST_RESULT) {
                throw new TooMuch("It becomes longer than " + LONGEST_RESULT + " characters.");
            }
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}

        @Override
        public String toString() {
            return text.toString();
        }
    }
}
