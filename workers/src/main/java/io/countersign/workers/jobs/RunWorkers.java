package io.countersign.workers.jobs;

import io.countersign.workers.jobs.TypeStatus.State;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/**
 * Keeps the workers as operators want them and as far as there is something for them to do. Nothing runs until it is known what operators
 * want; after that the last known wish holds while the database is away.
 */
@Component
class RunWorkers {

    private static final Logger LOG = LoggerFactory.getLogger(RunWorkers.class);

    private final JobWorkers workers;
    private final Controls controls;
    private final List<Reach> reaches;
    private final JobFigures figures;
    private final StatusReport report;
    private final InFlight inFlight;
    private final Paused paused;
    private final Node node;
    private final Clock clock;

    private final Map<String, State> states = new ConcurrentHashMap<>();
    private volatile @Nullable Map<String, Control> wishes;

    RunWorkers(
            JobWorkers workers,
            Controls controls,
            List<Reach> reaches,
            JobFigures figures,
            StatusReport report,
            InFlight inFlight,
            Paused paused,
            Node node,
            Clock clock) {
        this.workers = workers;
        this.controls = controls;
        this.reaches = reaches;
        this.figures = figures;
        this.report = report;
        this.inFlight = inFlight;
        this.paused = paused;
        this.node = node;
        this.clock = clock;
    }

    /** Short, because a type whose targets were all away waits for it. */
    @Scheduled(fixedDelayString = "${countersign.jobs.watch-interval:500ms}")
    void watch() {
        if (inFlight.stopping()) {
            return;
        }
        Map<String, Control> known = read();
        if (known == null) {
            return;
        }
        for (String type : workers.types()) {
            try {
                steer(type, known.getOrDefault(type, Control.NONE));
            } catch (IllegalArgumentException gone) {
                LOG.debug("the worker of {} was closed meanwhile", type, gone);
            }
        }
    }

    @Scheduled(fixedDelayString = "${countersign.jobs.report-interval:2s}")
    void tell() {
        List<TypeStatus> statuses = statuses();
        if (statuses.isEmpty() || inFlight.stopping()) {
            return;
        }
        try {
            report.write(node.name(), statuses, clock.instant());
        } catch (DataAccessException | TransactionException away) {
            LOG.debug("nobody could be told how the workers do", away);
        }
    }

    List<TypeStatus> statuses() {
        return workers.types().stream().sorted().map(this::status).toList();
    }

    private @Nullable Map<String, Control> read() {
        try {
            wishes = controls.read();
        } catch (DataAccessException | TransactionException away) {
            LOG.debug("what operators want can't be read; the last that is known holds", away);
        }
        return wishes;
    }

    private void steer(String type, Control wish) {
        paused.set(type, wish.paused());
        State state = wish.paused() ? State.PAUSED : away(type) ? State.AWAY : State.RUNNING;
        if (states.put(type, state) != state) {
            LOG.info("jobs of {} are {}", type, state);
        }
        if (state == State.RUNNING) {
            workers.open(type, maxActive(type, wish));
        } else {
            workers.close(type);
        }
    }

    private int maxActive(String type, Control wish) {
        return wish.maxActive() == null ? workers.maxActive(type) : wish.maxActive();
    }

    private boolean away(String type) {
        List<Reached> reached = reached(type);
        return !reached.isEmpty() && reached.stream().allMatch(target -> target.state() == Reached.State.OPEN);
    }

    private List<Reached> reached(String type) {
        return reaches.stream()
                .filter(reach -> reach.serves(type))
                .flatMap(reach -> reach.reached().stream())
                .toList();
    }

    private TypeStatus status(String type) {
        JobFigures.OfType seen = figures.of(type);
        Map<String, Control> known = wishes;
        Control wish = known == null ? Control.NONE : known.getOrDefault(type, Control.NONE);
        return new TypeStatus(
                type,
                states.getOrDefault(type, State.PAUSED),
                seen.active(),
                maxActive(type, wish),
                seen.done(),
                seen.percentile(0.5),
                seen.percentile(0.99),
                seen.failures(),
                reached(type));
    }
}
