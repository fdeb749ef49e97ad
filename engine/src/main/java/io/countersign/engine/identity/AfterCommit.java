package io.countersign.engine.identity;

import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** Runs something now and once more after commit: a cache that is emptied too early is filled with the old state again. */
final class AfterCommit {

    private AfterCommit() {}

    static void run(Runnable work) {
        work.run();
        if (TransactionSynchronizationManager.isSynchronizationActive()) {
            TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
                @Override
                public void afterCommit() {
                    work.run();
                }
            });
        }
    }
}
