package io.countersign.engine.identity;

import io.countersign.engine.web.Problem;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.security.crypto.argon2.Argon2PasswordEncoder;
import org.springframework.stereotype.Component;

/** Argon2id. A guess costs as long for a user who does not exist, and guesses can't take all of the processor. */
@Component
class Passwords {

    static final int SHORTEST = 10;
    static final int LONGEST = 200;

    private static final int SALT_BYTES = 16;
    private static final int HASH_BYTES = 32;
    private static final int LANES = 1;
    private static final int AT_ONCE = 2;

    private final Semaphore places = new Semaphore(AT_ONCE);
    private final Argon2PasswordEncoder encoder;
    private final String nobodys;

    Passwords(IdentitySettings settings) {
        IdentitySettings.Argon2 cost = settings.argon2();
        this.encoder = new Argon2PasswordEncoder(
                SALT_BYTES, HASH_BYTES, LANES, Math.toIntExact(cost.memory().toKilobytes()), cost.passes());
        this.nobodys = encoder.encode("the password of nobody");
    }

    static void check(String password) {
        if (password.length() < SHORTEST || password.length() > LONGEST) {
            throw UserAccounts.invalid("password", "must have %d to %d characters".formatted(SHORTEST, LONGEST));
        }
    }

    String hash(String password) {
        return withPlace(() -> encoder.encode(password));
    }

    /** @param hash null where there is no such user */
    boolean match(String password, @Nullable String hash) {
        if (password.length() > LONGEST) {
            return false;
        }
        return withPlace(() -> encoder.matches(password, hash == null ? nobodys : hash)) && hash != null;
    }

    private <T> T withPlace(Supplier<T> work) {
        try {
            places.acquire();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw Problem.unavailable("stopping", "The server is stopping", "Please try again.");
        }
        try {
            return work.get();
        } finally {
            places.release();
        }
    }
}
