package io.countersign.workers.notifications;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EmailAddressTests {

    @ParameterizedTest
    @ValueSource(strings = {"a@b.org", "first.last+tag@sub.example.com", " rita@localhost "})
    void takesAddresses(String text) {
        assertThat(EmailAddress.parse(text)).contains(text.strip());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "rita",
                "@b.org",
                "a@",
                "a@b.org\r\nRCPT TO:<evil@x.org>",
                "a@b.org\nBcc: c@d.org",
                "Rita <a@b.org>",
                "a@b.org, c@d.org",
                "a b@c.org",
                "a@b@c.org",
                "group:a@b.org;"
            })
    void takesNothingElse(String text) {
        assertThat(EmailAddress.parse(text)).isEmpty();
    }
}
