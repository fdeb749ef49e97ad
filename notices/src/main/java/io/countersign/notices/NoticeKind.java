package io.countersign.notices;

import java.util.Arrays;
import java.util.Optional;
import java.util.Set;

/** What Countersign writes to people of its own accord, and which words each kind has to say it with. */
public enum NoticeKind {
    ASSIGNED("task-assigned", false, "task", "about", "by", "due", "url"),
    REMINDER("reminder", false, "requester", "task", "about", "since", "url"),
    DUE("due-reminder", false, "task", "about", "due", "waitsFor", "url"),
    ESCALATION("escalation", false, "task", "about", "due", "waitsFor", "url"),
    MENTION("mention", false, "by", "comment", "about", "url"),
    QUESTION("question", false, "by", "question", "task", "about", "url"),
    DECIDED("decided", false, "task", "about", "by", "approved", "rejected", "completed", "comment", "url"),
    WITHDRAWN("request-withdrawn", false, "requester", "about", "reason"),
    SUBSTITUTION("substitution-began", false, "person", "from", "until", "url"),
    DECISION(
            "decision-by-mail",
            true,
            "asks",
            "what",
            "facts",
            "name",
            "value",
            "approveUrl",
            "rejectUrl",
            "url",
            "validUntil"),
    DIGEST("digest", false, "count", "items", "itemUrl", "subject", "more", "url"),
    CODE("one-time-code", true, "code", "minutes"),
    MESSAGE("message", false, "subject", "paragraphs", "lines", "url"),
    /** No mail but a page: what was decided, to be kept. */
    RECORD(
            "decision-record",
            false,
            "title",
            "process",
            "reference",
            "instance",
            "requester",
            "requestedAt",
            "zone",
            "madeAt",
            "values",
            "name",
            "value",
            "decisions",
            "task",
            "policy",
            "elsewhere",
            "endedAt",
            "approved",
            "rejected",
            "completed",
            "expired",
            "open",
            "votes",
            "by",
            "onBehalfOf",
            "at",
            "comment");

    private final String id;
    private final boolean confidential;

    @SuppressWarnings("ImmutableEnumChecker") // nobody can change a Set.of
    private final Set<String> words;

    NoticeKind(String id, boolean confidential, String... words) {
        this.id = id;
        this.confidential = confidential;
        this.words = Set.of(words);
    }

    /** As templates and interfaces name it. */
    public String id() {
        return id;
    }

    /** Whether it carries a link or a code that is for nobody else's eyes. */
    public boolean confidential() {
        return confidential;
    }

    /** Whether people choose themselves how they hear of it. What asks for an answer by mail comes as it is. */
    public boolean isLeftToPeople() {
        return !confidential && this != DIGEST && this != RECORD;
    }

    /** The placeholders that a template of this kind may use. */
    public Set<String> words() {
        return words;
    }

    public static Optional<NoticeKind> of(String id) {
        return Arrays.stream(values()).filter(kind -> kind.id.equals(id)).findFirst();
    }
}
