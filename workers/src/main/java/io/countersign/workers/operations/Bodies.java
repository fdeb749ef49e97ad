package io.countersign.workers.operations;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.apache.hc.client5.http.entity.mime.ByteArrayBody;
import org.apache.hc.client5.http.entity.mime.MultipartEntityBuilder;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** What is sent, of what a model says. */
final class Bodies {

    private static final ContentType TEXT = ContentType.create("text/plain", StandardCharsets.UTF_8);

    private Bodies() {}

    /**
     * @param entity null where nothing is sent
     * @param text for the audit
     */
    record Body(@Nullable HttpEntity entity, @Nullable String text) {

        static final Body NONE = new Body(null, null);
    }

    /**
     * @param type json, form, multipart or text; null: as the content type says, JSON where that says nothing
     * @param headers gets the content type, where a model has not set it
     */
    static Body of(@Nullable JsonNode body, @Nullable String type, Map<String, String> headers) throws UnfitOperation {
        if (body == null || body.isNull() || body.isMissingNode()) {
            return Body.NONE;
        }
        return switch (kind(type, headers)) {
            case "json" -> written(body.toString(), "application/json", headers);
            case "text" ->
                written(body.isString() ? body.stringValue() : body.toString(), "text/plain; charset=UTF-8", headers);
            case "form" -> written(form(body), "application/x-www-form-urlencoded", headers);
            case "multipart" -> multipart(body, headers);
            default ->
                throw new UnfitOperation(
                        "The body type '" + type + "' is not one of json, form, multipart, text: correct the model");
        };
    }

    private static String kind(@Nullable String type, Map<String, String> headers) {
        if (type != null && !type.isBlank()) {
            return type.toLowerCase(Locale.ROOT);
        }
        String content =
                headers.getOrDefault("Content-Type", "application/json").toLowerCase(Locale.ROOT);
        if (content.contains("json")) {
            return "json";
        }
        return content.startsWith("application/x-www-form-urlencoded")
                ? "form"
                : content.startsWith("multipart/form-data") ? "multipart" : "text";
    }

    private static Body written(String text, String contentType, Map<String, String> headers) {
        headers.putIfAbsent("Content-Type", contentType);
        // the content type is among the headers
        return new Body(new ByteArrayEntity(text.getBytes(StandardCharsets.UTF_8), null), text);
    }

    private static String form(JsonNode body) throws UnfitOperation {
        if (body.isString()) {
            return body.stringValue();
        }
        requireFields(body, "form");
        Map<String, JsonNode> fields = new LinkedHashMap<>();
        body.properties().forEach(field -> fields.put(field.getKey(), field.getValue()));
        return Queries.encode(fields);
    }

    private static Body multipart(JsonNode body, Map<String, String> headers) throws UnfitOperation {
        requireFields(body, "multipart");
        MultipartEntityBuilder parts = MultipartEntityBuilder.create().setCharset(StandardCharsets.UTF_8);
        for (Map.Entry<String, JsonNode> part : body.properties()) {
            if (part.getValue().isObject()) {
                parts.addPart(part.getKey(), file(part.getKey(), part.getValue()));
            } else if (!part.getValue().isNull()) {
                parts.addTextBody(part.getKey(), Queries.text(part.getValue()), TEXT);
            }
        }
        HttpEntity entity = parts.build();
        // with the boundary, which nobody else knows, but without a charset: every part has its own
        headers.put("Content-Type", entity.getContentType().replaceFirst("; charset=[^;]*", ""));
        return new Body(entity, "multipart: " + String.join(", ", body.propertyNames()));
    }

    /** {@code {fileName, contentType, content}}, or {@code base64} instead of {@code content}. */
    private static ByteArrayBody file(String name, JsonNode part) throws UnfitOperation {
        JsonNode base64 = part.path("base64");
        String type = part.path("contentType").asString("application/octet-stream");
        try {
            byte[] bytes = base64.isString()
                    ? Base64.getDecoder().decode(base64.stringValue())
                    : Queries.text(part.path("content")).getBytes(StandardCharsets.UTF_8);
            return new ByteArrayBody(
                    bytes, ContentType.parse(type), part.path("fileName").asString(name));
        } catch (IllegalArgumentException e) {
            UnfitOperation unfit = new UnfitOperation("The part '" + name
                    + "' of the body is not {fileName, contentType, content} or {fileName, contentType, base64}: correct"
                    + " the model");
            unfit.initCause(e);
            throw unfit;
        }
    }

    private static void requireFields(JsonNode body, String type) throws UnfitOperation {
        if (!body.isObject()) {
            throw new UnfitOperation(
                    "A body of the type " + type + " has to be a context of fields: correct the model");
        }
    }
}
