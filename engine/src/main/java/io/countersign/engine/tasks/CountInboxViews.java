package io.countersign.engine.tasks;

import io.countersign.engine.identity.Caller;
import io.countersign.engine.tasks.InboxQuery.View;
import io.countersign.engine.web.Problem;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** How many tasks are in each of somebody's lists. Nobody reads more than 99, so nobody counts further. */
@Component
public class CountInboxViews {

    private static final int EXACT = 99;
    private static final List<View> BUILT_IN = List.of(View.MINE, View.GROUPS, View.SUBSTITUTED, View.ALL);

    private final Inbox inbox;
    private final InboxViews views;
    private final Substitutions substitutions;
    private final Clock clock;

    /**
     * @param view {@code mine}, {@code groups}, {@code substituted}, {@code all}, or the id of a kept one
     * @param count up to 99
     * @param more whether there are more than that
     */
    public record Count(String view, int count, boolean more) {}

    /** @param covering for whom the caller acts now, as their substitute */
    public record Counts(List<Count> items, List<Person> covering) {}

    CountInboxViews(Inbox inbox, InboxViews views, Substitutions substitutions, Clock clock) {
        this.inbox = inbox;
        this.views = views;
        this.substitutions = substitutions;
        this.clock = clock;
    }

    /** @throws Problem 400 where there is no such time zone */
    public Counts of(Caller caller, @Nullable String timeZone) {
        List<Person> covering = caller.isPerson() ? substitutions.absentNow(caller.name(), clock.instant()) : List.of();
        var counts = new ArrayList<Count>();
        for (View view : BUILT_IN) {
            if (view != View.SUBSTITUTED || !covering.isEmpty()) {
                counts.add(count(view.word(), caller, InboxParameters.of(view).toQuery(timeZone, clock)));
            }
        }
        for (InboxView view : views.of(caller)) {
            counts.add(count(view.id().toString(), caller, view.query().toQuery(timeZone, clock)));
        }
        return new Counts(counts, covering);
    }

    private Count count(String view, Caller caller, InboxQuery query) {
        int found = inbox.count(caller, query, EXACT + 1);
        return new Count(view, Math.min(found, EXACT), found > EXACT);
    }
}
