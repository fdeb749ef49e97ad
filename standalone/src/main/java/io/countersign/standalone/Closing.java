package io.countersign.standalone;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CountDownLatch;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What has to be closed, the youngest first, whether we are told to stop or fail half way through starting. */
final class Closing implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Closing.class);

    private final Deque<AutoCloseable> things = new ArrayDeque<>();
    private final CountDownLatch closed = new CountDownLatch(1);
    private boolean closing;

    /** Closes it with the others, or at once if they are closed already. */
    synchronized <T extends AutoCloseable> T add(T thing) {
        if (closing) {
            close(thing);
        } else {
            things.push(thing);
        }
        return thing;
    }

    @Override
    public void close() {
        synchronized (this) {
            closing = true;
            while (!things.isEmpty()) {
                close(things.pop());
            }
        }
        closed.countDown();
    }

    void awaitClosed() throws InterruptedException {
        closed.await();
    }

    private static void close(AutoCloseable thing) {
        try {
            thing.close();
        } catch (Exception e) {
            LOG.warn("{} could not be closed", thing, e);
        }
    }
}
