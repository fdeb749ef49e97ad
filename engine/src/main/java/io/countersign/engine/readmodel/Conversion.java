package io.countersign.engine.readmodel;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** What a value in a search has to be, and what it is for PostgreSQL. */
public enum Conversion {
    /** An engine's key: a string of digits; numbers are taken, too. */
    KEY("bigint", "a key, such as \"2251799813685249\"") {
        @Override
        Optional<Object> convert(JsonNode value) {
            return value.isString() || value.isIntegralNumber() ? parseLong(value.asString()) : Optional.empty();
        }
    },
    INTEGER("bigint", "an integer") {
        @Override
        Optional<Object> convert(JsonNode value) {
            return value.isIntegralNumber() ? parseLong(value.asString()) : Optional.empty();
        }
    },
    TEXT("text", "a string") {
        @Override
        Optional<Object> convert(JsonNode value) {
            return value.isString() && value.stringValue().indexOf('\0') < 0
                    ? Optional.of(value.stringValue())
                    : Optional.empty();
        }
    },
    BOOLEAN("boolean", "true or false") {
        @Override
        Optional<Object> convert(JsonNode value) {
            return value.isBoolean() ? Optional.of(value.booleanValue()) : Optional.empty();
        }
    },
    TIME("timestamptz", "a time with its offset, such as \"2026-11-22T20:15:00Z\"") {
        @Override
        Optional<Object> convert(JsonNode value) {
            try {
                Instant time = OffsetDateTime.parse(value.asString()).toInstant();
                return Optional.of(time.atOffset(ZoneOffset.UTC));
            } catch (DateTimeParseException notATime) {
                return Optional.empty();
            }
        }
    };

    private final String sqlType;
    private final String expected;

    Conversion(String sqlType, String expected) {
        this.sqlType = sqlType;
        this.expected = expected;
    }

    /** Empty where the value is not what it has to be. */
    abstract Optional<Object> convert(JsonNode value);

    String sqlType() {
        return sqlType;
    }

    String expected() {
        return expected;
    }

    /** What stands for null in an order: the greatest value there is. */
    String last() {
        return switch (this) {
            case KEY, INTEGER -> "9223372036854775807";
            case TEXT -> "chr(1114109)";
            case BOOLEAN -> "true";
            case TIME -> "'infinity'";
        };
    }

    private static Optional<Object> parseLong(String digits) {
        try {
            return Optional.of(Long.parseLong(digits));
        } catch (NumberFormatException notANumber) {
            return Optional.empty();
        }
    }
}
