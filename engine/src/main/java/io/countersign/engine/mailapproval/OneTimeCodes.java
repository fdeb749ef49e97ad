package io.countersign.engine.mailapproval;

import io.countersign.engine.readmodel.OneAtATime;
import io.countersign.engine.web.Problem;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Codes that prove for one link that somebody reads the mails of the person it was sent to. Six digits are enough because few may be tried:
 * of each code, and of all codes of a person.
 */
@Component
class OneTimeCodes {

    private static final int DIGITS = 6;
    private static final int CODES = 1_000_000;
    private static final Duration WINDOW = Duration.ofHours(1);

    private final JdbcClient jdbc;
    private final LinkKeys keys;
    private final MailApprovalSettings settings;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();

    private record Sent(long id, String hash, int wrong, Instant expiresAt) {}

    OneTimeCodes(JdbcClient jdbc, LinkKeys keys, MailApprovalSettings settings, Clock clock) {
        this.jdbc = jdbc;
        this.keys = keys;
        this.settings = settings;
        this.clock = clock;
    }

    /**
     * A new code, which alone is good for the link from now on.
     *
     * @throws Problem 429 where the person was sent too many
     */
    String make(DecisionLink link) {
        OneAtATime.of(jdbc, "decision-codes", link.username());
        Instant now = clock.instant();
        requireFew(link.username(), now);
        String code = String.format("%0" + DIGITS + "d", random.nextInt(CODES));
        jdbc.sql("insert into decision_code (link_id, username, hash, sent_at, expires_at) values (?, ?, ?, ?, ?)")
                .params(
                        link.id(),
                        link.username(),
                        hash(link.id(), code),
                        now.atOffset(ZoneOffset.UTC),
                        now.plus(settings.codeLifetime()).atOffset(ZoneOffset.UTC))
                .update();
        return code;
    }

    private void requireFew(String username, Instant now) {
        Instant since = now.minus(WINDOW);
        var sent = jdbc.sql(
                        "select sent_at from decision_code where username = ? and sent_at > ? order by sent_at desc")
                .params(username, since.atOffset(ZoneOffset.UTC))
                .query((row, number) -> row.getObject(1, OffsetDateTime.class).toInstant())
                .list();
        if (sent.size() >= settings.codesPerHour()) {
            Instant again = sent.get(settings.codesPerHour() - 1).plus(WINDOW);
            throw Problem.tooManyRequests(
                    "too-many-codes",
                    "Too many codes were sent",
                    "Only " + settings.codesPerHour() + " codes are sent within an hour. Wait, or sign in instead.",
                    Duration.between(now, again));
        }
    }

    /**
     * Counts a wrong one; the caller's transaction has to be committed then.
     *
     * @throws WrongCode where it is not the code, or not any more
     */
    void check(DecisionLink link, String typed) {
        Sent sent = jdbc.sql("""
                        select id, hash, wrong, expires_at from decision_code where link_id = ? order by id desc limit 1
                        for update
                        """)
                .param(link.id())
                .query((row, number) -> new Sent(
                        row.getLong("id"),
                        row.getString("hash"),
                        row.getInt("wrong"),
                        row.getObject("expires_at", OffsetDateTime.class).toInstant()))
                .optional()
                .orElseThrow(WrongCode::over);
        if (!clock.instant().isBefore(sent.expiresAt()) || sent.wrong() >= settings.codeTries()) {
            throw WrongCode.over();
        }
        if (isSame(sent.hash(), hash(link.id(), typed.replaceAll("\\s", "")))) {
            return;
        }
        jdbc.sql("update decision_code set wrong = wrong + 1 where id = ?")
                .param(sent.id())
                .update();
        throw WrongCode.left(settings.codeTries() - sent.wrong() - 1);
    }

    /** What is decided needs no code any more; how many were sent still counts. */
    void end(DecisionLink link) {
        jdbc.sql("update decision_code set expires_at = sent_at where link_id = ?")
                .param(link.id())
                .update();
    }

    /** Takes as long wherever the two differ. */
    private static boolean isSame(String one, String other) {
        return MessageDigest.isEqual(one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
    }

    private String hash(UUID linkId, String code) {
        byte[] text = code.getBytes(StandardCharsets.UTF_8);
        byte[] content = ByteBuffer.allocate(2 * Long.BYTES + text.length)
                .putLong(linkId.getMostSignificantBits())
                .putLong(linkId.getLeastSignificantBits())
                .put(text)
                .array();
        return HexFormat.of()
                .formatHex(keys.sign(keys.current(), "code", content).orElseThrow());
    }
}
