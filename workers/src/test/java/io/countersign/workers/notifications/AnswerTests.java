package io.countersign.workers.notifications;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AnswerTests {

    @ParameterizedTest
    @CsvSource({
        "550, 550 5.1.1 no such user, true",
        "550, 550 5.1.10 null MX, true",
        "550, 550-5.1.1 of several lines, true",
        "550, 550 no such user here, true",
        "551, 551 not local, true",
        "550, 550 5.7.1 relaying denied, false",
        "550, 550 5.2.2 mailbox full, false",
        "553, 553 5.1.8 sender rejected, false",
        "501, 501 5.1.7 bad sender, false",
        "552, 552 too big, false",
        "554, 554 no, false",
        "450, 450 4.1.1 not now, false",
    })
    void knowsWhichMailboxesAreMissing(int code, String text, boolean missing) {
        assertThat(new Answer(code, text, true).mailboxIsMissing()).isEqualTo(missing);
        assertThat(new Answer(code, text, false).mailboxIsMissing())
                .as("said of the whole message")
                .isFalse();
    }
}
