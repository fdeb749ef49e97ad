package io.countersign.engine.mailapproval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class LinkTokenTests {

    private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    private static final String OLD = secret((byte) 1);
    private static final String NEW = secret((byte) 2);

    private final LinkToken token = new LinkToken(
            UUID.randomUUID(), UUID.randomUUID(), 2251799813685249L, Instant.parse("2026-12-01T10:00:00Z"));

    @Test
    void saysWhatWasSigned() {
        LinkKeys keys = keys(OLD);

        assertThat(LinkToken.verify(token.sign(keys), keys)).contains(token);
    }

    @Test
    void isNoLongerOursWithAnyCharacterChanged() {
        LinkKeys keys = keys(OLD);
        String signed = token.sign(keys);

        for (int at = 0; at < signed.length(); at++) {
            for (char other : (ALPHABET + "=+/ .%\0é").toCharArray()) {
                if (other != signed.charAt(at)) {
                    String changed = signed.substring(0, at) + other + signed.substring(at + 1);
                    assertThat(LinkToken.verify(changed, keys))
                            .as("%s at %d", other, at)
                            .isEmpty();
                }
            }
        }
    }

    @Test
    void isNotOursInAnotherForm() {
        LinkKeys keys = keys(OLD);
        String signed = token.sign(keys);

        assertThat(List.of(
                        "",
                        "x",
                        signed + "A",
                        signed + "====",
                        signed.substring(1),
                        signed.substring(0, signed.length() - 4),
                        signed.toLowerCase(Locale.ROOT),
                        signed + signed,
                        "A".repeat(signed.length()),
                        "eyJhbGciOiJub25lIn0.eyJ0YXNrIjoxfQ.",
                        "eyJhbGciOiJub25lIn0".repeat(10).substring(0, signed.length())))
                .allSatisfy(text -> assertThat(LinkToken.verify(text, keys)).isEmpty());
    }

    @Test
    void isNotOursUnderAnotherKeyNorSignedForSomethingElse() {
        LinkKeys keys = keys(OLD);
        byte[] bytes = Base64.getUrlDecoder().decode(token.sign(keys));
        byte[] content = Arrays.copyOf(bytes, bytes.length - LinkKeys.SIGNATURE_BYTES);
        byte[] code = keys.sign(keys.current(), "code", content).orElseThrow();
        byte[] forCode = bytes.clone();
        System.arraycopy(code, 0, forCode, content.length, code.length);

        assertThat(LinkToken.verify(token.sign(keys(NEW)), keys)).isEmpty();
        assertThat(LinkToken.verify(Base64.getUrlEncoder().encodeToString(forCode), keys))
                .isEmpty();
    }

    @Test
    void outlivesTheChangeOfTheKeyAsLongAsTheOldOneIsKnown() {
        String signed = token.sign(keys(OLD));

        assertThat(LinkToken.verify(signed, keys(NEW, OLD))).contains(token);
        assertThat(LinkToken.verify(signed, keys(NEW))).isEmpty();
        assertThat(LinkToken.verify(token.sign(keys(NEW, OLD)), keys(NEW))).contains(token);
    }

    @Test
    void tellsNothingOfItsKeys() {
        assertThat(settings(OLD).toString()).doesNotContain(OLD);
        assertThat(token.toString()).doesNotContain(token.person().toString());
        assertThatThrownBy(() -> keys(Base64.getEncoder().encodeToString(new byte[31])))
                .hasMessageContaining("countersign.approve-by-mail.keys");
        assertThat(keys().canSign()).isFalse();
    }

    private static LinkKeys keys(String... secrets) {
        return new LinkKeys(settings(secrets));
    }

    private static MailApprovalSettings settings(String... secrets) {
        return new MailApprovalSettings(List.of(secrets), 20, Duration.ofMinutes(10), 5, 5, Duration.ofDays(90));
    }

    private static String secret(byte fill) {
        byte[] bytes = new byte[32];
        Arrays.fill(bytes, fill);
        return Base64.getEncoder().encodeToString(bytes);
    }
}
