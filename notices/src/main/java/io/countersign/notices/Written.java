package io.countersign.notices;

/** A mail's words, ready to be sent. */
public record Written(String subject, String html, String text) {}
