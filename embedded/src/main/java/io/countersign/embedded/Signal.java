package io.countersign.embedded;

import java.io.IOException;

/** What a process can be told; Java itself knows only TERM and KILL. */
enum Signal {
    TERM,
    INT;

    void sendTo(ProcessHandle process) {
        if (this == TERM) {
            process.destroy();
            return;
        }
        try {
            new ProcessBuilder("/bin/sh", "-c", "kill -" + name() + " " + process.pid())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .onExit()
                    .join();
        } catch (IOException e) {
            throw new EmbeddedException("Signal " + this + " can't be sent: " + e.getMessage(), e);
        }
    }
}
