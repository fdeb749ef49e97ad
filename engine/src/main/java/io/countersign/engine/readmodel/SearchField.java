package io.countersign.engine.readmodel;

import java.util.Locale;

/**
 * A field that a search may filter and sort by. Made for enums: the field's name is the constant's in camel case, and the SQL is
 * the constant's own, so nothing a caller sends becomes SQL.
 */
public interface SearchField {

    String name();

    /** The expression it stands for. */
    String sql();

    Conversion conversion();

    default boolean sortable() {
        return true;
    }

    /** Whether it can be null; only then is its order computed, which no index helps with. */
    default boolean nullable() {
        return false;
    }

    /** The database's word for a value of the API. */
    default Object stored(Object value) {
        return value;
    }

    /** The field as callers write it. */
    default String fieldName() {
        var words = name().split("_", -1);
        var text = new StringBuilder(words[0].toLowerCase(Locale.ROOT));
        for (int i = 1; i < words.length; i++) {
            text.append(words[i].charAt(0)).append(words[i].substring(1).toLowerCase(Locale.ROOT));
        }
        return text.toString();
    }
}
