package io.countersign.engine.mailapproval;

import io.countersign.engine.identity.UserAccount;
import io.countersign.engine.notifications.PersonalMail;
import io.countersign.engine.notifications.PersonalMail.Subject;
import io.countersign.notices.NoticeKind;
import java.util.Locale;
import java.util.Map;
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
        return new PersonalMail(
                person,
                PersonalMail.languageOf(person, otherwise),
                NoticeKind.CODE,
                Map.of("code", code, "minutes", settings.codeLifetime().toMinutes()),
                null,
                new Subject(processInstanceKey, 0),
                "code-" + UUID.randomUUID());
    }
}
