package io.countersign.engine.mailapproval;

import io.countersign.engine.identity.UserAccount;
import io.countersign.engine.notifications.MailWords;
import io.countersign.engine.notifications.PersonalMail;
import java.util.Locale;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** The code, and nothing of what it is for. */
@Component
class CodeMail {

    private final MailApprovalSettings settings;

    CodeMail(MailApprovalSettings settings) {
        this.settings = settings;
    }

    /** @param otherwise the language of those who have not chosen one */
    PersonalMail to(UserAccount person, String code, long processInstanceKey, Locale otherwise) {
        MailWords words = DecisionMail.words(person, otherwise);
        return new PersonalMail(
                person,
                processInstanceKey,
                "code-" + UUID.randomUUID(),
                words.say("code.subject"),
                words.say("code.text", code, settings.codeLifetime().toMinutes()) + "\n",
                null,
                true);
    }
}
