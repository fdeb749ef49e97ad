package io.countersign.engine.identity.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.AbstractPlatformTransactionManager;
import org.springframework.transaction.support.DefaultTransactionStatus;

class SessionTransactionsTests {

    private final List<String> said = new ArrayList<>();
    private final SessionTransactions transactions = new SessionTransactions(new AbstractPlatformTransactionManager() {
        @Override
        protected Object doGetTransaction() {
            return new Object();
        }

        @Override
        protected void doBegin(Object transaction, TransactionDefinition definition) {
            said.add("begin");
        }

        @Override
        protected void doCommit(DefaultTransactionStatus status) {
            said.add("commit");
        }

        @Override
        protected void doRollback(DefaultTransactionStatus status) {
            said.add("rollback");
        }
    });

    @Test
    void aReadIsNoTransaction() {
        String read = SessionTransactions.reading(() -> transactions.execute(status -> "read"));

        assertThat(read).isEqualTo("read");
        assertThat(said).isEmpty();
    }

    @Test
    void aWriteIsOneAlsoAfterARead() {
        SessionTransactions.reading(() -> transactions.execute(status -> "read"));

        String written = transactions.execute(status -> "written");

        assertThat(written).isEqualTo("written");
        assertThat(said).containsExactly("begin", "commit");
    }
}
