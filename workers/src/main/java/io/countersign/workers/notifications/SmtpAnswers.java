package io.countersign.workers.notifications;

import jakarta.mail.Address;
import jakarta.mail.MessagingException;
import jakarta.mail.SendFailedException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.jspecify.annotations.Nullable;

/** Reads what Jakarta Mail throws: 4xx means later, 5xx means never, and no number means that nobody answered. */
final class SmtpAnswers {

    private SmtpAnswers() {}

    static Delivery read(MessagingException thrown, List<String> pending) {
        Map<String, Integer> codes = new HashMap<>();
        Set<String> sent = new HashSet<>();
        int overall = 0;
        List<String> answers = new ArrayList<>();
        for (Exception e = thrown; e != null; e = next(e)) {
            answers.add(String.valueOf(e.getMessage()).strip());
            switch (e) {
                case SMTPAddressFailedException refused ->
                    codes.put(refused.getAddress().getAddress(), refused.getReturnCode());
                case SMTPSendFailedException failed -> overall = failed.getReturnCode();
                default -> {}
            }
            if (e instanceof SendFailedException failed) {
                addAll(sent, failed.getValidSentAddresses());
            }
        }
        List<String> delivered = new ArrayList<>();
        List<String> refused = new ArrayList<>();
        List<String> deferred = new ArrayList<>();
        for (String address : pending) {
            int code = codes.getOrDefault(address, overall);
            (sent.contains(address) ? delivered : code >= 500 ? refused : deferred).add(address);
        }
        return new Delivery(delivered, refused, deferred, String.join("\n", answers));
    }

    private static @Nullable Exception next(Exception e) {
        return e instanceof MessagingException messaging ? messaging.getNextException() : null;
    }

    private static void addAll(Set<String> sent, Address @Nullable [] addresses) {
        if (addresses != null) {
            for (Address address : addresses) {
                sent.add(address.toString());
            }
        }
    }
}
