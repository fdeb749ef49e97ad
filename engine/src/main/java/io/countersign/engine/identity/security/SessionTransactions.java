package io.countersign.engine.identity.security;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionCallback;
import org.springframework.transaction.support.TransactionOperations;
import org.springframework.transaction.support.TransactionTemplate;

/** A session is read with one statement. In a transaction, as the library has it, every request would wait for a commit, too. */
class SessionTransactions implements TransactionOperations {

    private static final ThreadLocal<Boolean> READING = ThreadLocal.withInitial(() -> false);

    private final TransactionOperations writes;

    SessionTransactions(PlatformTransactionManager transactions) {
        var template = new TransactionTemplate(transactions);
        template.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
        this.writes = template;
    }

    static <T extends @Nullable Object> T reading(Supplier<T> work) {
        READING.set(true);
        try {
            return work.get();
        } finally {
            READING.remove();
        }
    }

    @Override
    public <T extends @Nullable Object> T execute(TransactionCallback<T> action) {
        return (READING.get() ? TransactionOperations.withoutTransaction() : writes).execute(action);
    }
}
