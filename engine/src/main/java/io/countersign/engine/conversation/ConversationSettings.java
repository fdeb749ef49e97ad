package io.countersign.engine.conversation;

import jakarta.validation.constraints.Min;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * What people say around a request.
 *
 * @param maxText how many characters a comment, a question or an answer may have
 * @param maxEntries how many comments, and how many questions, are shown of one request; the latest
 */
@Validated
@ConfigurationProperties("countersign.conversation")
record ConversationSettings(
        @Min(1) @DefaultValue("4000") int maxText,
        @Min(1) @DefaultValue("500") int maxEntries) {}
