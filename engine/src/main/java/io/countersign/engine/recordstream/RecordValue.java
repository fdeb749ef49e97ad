package io.countersign.engine.recordstream;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;

/**
 * A record's value. Only its top level is read; what is nested is read when somebody asks for it, because most of it, such as
 * the variables, is never looked at.
 */
public final class RecordValue {

    private static final int MAX_TEXT = 64 << 20;

    private static final JsonFactory JSON = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(Integer.MAX_VALUE)
                    .maxStringLength(MAX_TEXT)
                    .build())
            .build();

    private final byte[] json;
    private final Map<String, Object> fields;

    private record Nested(int from, int to) {}

    private RecordValue(byte[] json, Map<String, Object> fields) {
        this.json = json;
        this.fields = fields;
    }

    static RecordValue parse(byte[] json) {
        Map<String, Object> fields = HashMap.newHashMap(20);
        try (JsonParser parser = JSON.createParser(ObjectReadContext.empty(), json)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new IndigestibleRecord("its value is not a JSON object");
            }
            for (String name = parser.nextName(); name != null; name = parser.nextName()) {
                switch (parser.nextToken()) {
                    case VALUE_STRING -> fields.put(name, parser.getString());
                    case VALUE_NUMBER_INT -> fields.put(name, parser.getLongValue());
                    case START_OBJECT, START_ARRAY -> fields.put(name, skip(parser));
                    case VALUE_NULL -> {}
                    default -> fields.put(name, parser.getString());
                }
            }
        }
        return new RecordValue(json, fields);
    }

    private static Nested skip(JsonParser parser) {
        int from = (int) parser.currentTokenLocation().getByteOffset();
        parser.skipChildren();
        return new Nested(from, (int) parser.currentLocation().getByteOffset());
    }

    /** A text that has to be there. */
    public String text(String name) {
        String text = optionalText(name);
        if (text == null) {
            throw new IndigestibleRecord("it has no " + name);
        }
        return text;
    }

    /** Null where there is none, or it is empty, which is how the engine says the same. */
    public @Nullable String optionalText(String name) {
        return fields.get(name) instanceof String text && !text.isEmpty() ? storable(text) : null;
    }

    /** A number that has to be there. */
    public long number(String name) {
        if (fields.get(name) instanceof Long number) {
            return number;
        }
        throw new IndigestibleRecord("it has no " + name);
    }

    public int number(String name, int otherwise) {
        return fields.get(name) instanceof Long number ? number.intValue() : otherwise;
    }

    /** A key; null where there is none, for which the engine also writes -1. */
    public @Nullable Long key(String name) {
        return fields.get(name) instanceof Long key && key >= 0 ? key : null;
    }

    /** A nested object; empty where there is none. */
    public RecordValue object(String name) {
        return fields.get(name) instanceof Nested(int from, int to)
                ? parse(java.util.Arrays.copyOfRange(json, from, to))
                : new RecordValue(json, Map.of());
    }

    /** A nested list of texts; empty where there is none. */
    public List<String> texts(String name) {
        return fields.get(name) instanceof Nested(int from, int to)
                ? texts(JSON.createParser(ObjectReadContext.empty(), json, from, to - from))
                : List.of();
    }

    /** A list of texts that is itself a text, as the engine writes lists into headers. */
    public List<String> textsWithin(String name) {
        String list = optionalText(name);
        return list == null ? List.of() : texts(JSON.createParser(ObjectReadContext.empty(), list.getBytes(UTF_8)));
    }

    /** The names and texts of an object; other values are left out. */
    public Map<String, String> allTexts() {
        Map<String, String> texts = new HashMap<>();
        fields.forEach((name, value) -> {
            if (value instanceof String text) {
                texts.put(storable(name), storable(text));
            }
        });
        return texts;
    }

    private static List<String> texts(JsonParser parser) {
        List<String> texts = new ArrayList<>();
        try (parser) {
            if (parser.nextToken() != JsonToken.START_ARRAY) {
                return texts;
            }
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                if (parser.currentToken().isScalarValue()) {
                    texts.add(storable(parser.getString()));
                } else {
                    parser.skipChildren();
                }
            }
        }
        return texts;
    }

    /** PostgreSQL's texts know no character 0. */
    private static String storable(String text) {
        return text.indexOf('\0') < 0 ? text : text.replace('\0', '\uFFFD');
    }
}
