package io.countersign.workers.notifications;

import jakarta.mail.Address;
import jakarta.mail.MessagingException;
import jakarta.mail.SendFailedException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.eclipse.angus.mail.smtp.SMTPSenderFailedException;
import org.jspecify.annotations.Nullable;

/** Reads what Jakarta Mail throws: an answer for each recipient, and one for all others. */
final class SmtpAnswers {

    private static final int TAKEN = 250;

    private SmtpAnswers() {}

    static Map<String, Answer> read(MessagingException thrown, List<Due> due) {
        var answers = new HashMap<String, Answer>();
        Answer others = Answer.none(said(thrown));
        for (Exception e = thrown; e != null; e = next(e)) {
            switch (e) {
                case SMTPAddressFailedException refused ->
                    answers.put(
                            refused.getAddress().getAddress(),
                            new Answer(Math.max(0, refused.getReturnCode()), said(refused), true));
                case SMTPSendFailedException failed ->
                    others = new Answer(Math.max(0, failed.getReturnCode()), said(failed), false);
                case SMTPSenderFailedException failed ->
                    others = new Answer(Math.max(0, failed.getReturnCode()), said(failed), false);
                default -> {}
            }
            if (e instanceof SendFailedException failed) {
                taken(failed.getValidSentAddresses(), answers);
            }
        }
        Answer rest = others;
        due.forEach(one -> answers.putIfAbsent(one.address(), rest));
        return answers;
    }

    private static void taken(Address @Nullable [] addresses, Map<String, Answer> answers) {
        if (addresses != null) {
            for (Address address : addresses) {
                answers.put(address.toString(), new Answer(TAKEN, "taken", false));
            }
        }
    }

    private static String said(Exception e) {
        return String.valueOf(e.getMessage()).strip();
    }

    private static @Nullable Exception next(Exception e) {
        return e instanceof MessagingException messaging ? messaging.getNextException() : null;
    }
}
