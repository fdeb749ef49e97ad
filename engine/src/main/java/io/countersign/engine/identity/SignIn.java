package io.countersign.engine.identity;

import java.util.Locale;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Checks who somebody is. */
@Component
public class SignIn {

    private static final Logger log = LoggerFactory.getLogger(SignIn.class);

    private final UserRows rows;
    private final Passwords passwords;
    private final IdentityAudit audit;
    private final TransactionTemplate transaction;

    SignIn(UserRows rows, Passwords passwords, IdentityAudit audit, TransactionTemplate transaction) {
        this.rows = rows;
        this.passwords = passwords;
        this.audit = audit;
        this.transaction = transaction;
    }

    /**
     * The person, if the password is his and the account is enabled. Takes as long where there is no such person.
     *
     * @param address where the attempt came from, for the audit trail
     */
    public Optional<UserAccount> withPassword(String username, String password, String address) {
        var name = normal(username);
        var right = passwords.match(password, rows.passwordHash(name).orElse(null));
        return transaction.execute(status -> {
            var user = rows.find(name);
            if (right) {
                user.ifPresent(known -> audit.signedIn(known, address));
                return user;
            }
            log.info("sign-in refused for {}", user.isPresent() ? "a known user" : "an unknown user");
            user.ifPresent(known -> audit.signInFailed(known, address));
            return Optional.empty();
        });
    }

    /** The name as accounts have it, however somebody typed it. */
    public static String normal(String username) {
        return username.strip().toLowerCase(Locale.ROOT);
    }

    /** Says in the audit trail that a person has left. */
    public void ended(String username) {
        transaction.executeWithoutResult(status -> rows.find(username).ifPresent(audit::signedOut));
    }
}
