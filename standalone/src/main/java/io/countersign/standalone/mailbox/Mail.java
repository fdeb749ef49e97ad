package io.countersign.standalone.mailbox;

import java.time.Instant;
import java.util.List;

/** One mail as it came in; `text` and `html` are empty where it has no such part. */
record Mail(
        String id,
        String messageId,
        String from,
        List<String> to,
        String subject,
        Instant receivedAt,
        String text,
        String html) {}
