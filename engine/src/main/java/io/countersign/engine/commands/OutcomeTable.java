package io.countersign.engine.commands;

import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.json.JsonMapper;

/** Writes what became of many commands in one statement. */
@Repository
class OutcomeTable {

    private static final int LONGEST_DETAIL = 8_000;

    private final JdbcClient jdbc;
    private final CommandCodec codec;

    OutcomeTable(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.codec = new CommandCodec(json);
    }

    /**
     * A node that lost its lease can't change a command any more, except that it may end it.
     *
     * @return the ids of those that were written
     */
    Set<Long> write(List<Judged> judged, String node, Instant now) {
        return new HashSet<>(jdbc.sql("""
                update engine_command c
                set state = v.state, outcome = v.outcome, detail = v.detail, result = v.result::json,
                    due_at = coalesce(v.due_at, c.due_at), conclusive_after = v.conclusive_after,
                    attempts = v.attempts, backoffs = v.backoffs, maybe_accepted = v.maybe_accepted,
                    payload = case when v.keeps_payload then c.payload else '{}'::json end,
                    leased_by = null, leased_until = null, finished_at = case when v.final then :now end
                from unnest(:ids::bigint[], :states::text[], :outcomes::text[], :details::text[], :results::text[],
                        :dueAts::timestamptz[], :conclusiveAfters::timestamptz[], :attempts::integer[], :backoffs::integer[],
                        :maybeAccepted::boolean[], :keepsPayload::boolean[], :finals::boolean[])
                    as v (id, state, outcome, detail, result, due_at, conclusive_after, attempts, backoffs, maybe_accepted,
                        keeps_payload, final)
                where c.id = v.id and c.finished_at is null and (c.leased_by = :node or v.final)
                returning c.id
                """)
                .param("ids", column(judged, Long[]::new, j -> j.leased().id()))
                .param(
                        "states",
                        column(judged, String[]::new, j -> j.status().state().name()))
                .param(
                        "outcomes",
                        column(judged, String[]::new, j -> name(j.status().outcome())))
                .param(
                        "details",
                        column(judged, String[]::new, j -> cut(j.status().detail())))
                .param(
                        "results",
                        column(
                                judged,
                                String[]::new,
                                j -> j.isFinal() ? codec.result(j.status().result()) : null))
                .param("dueAts", column(judged, String[]::new, j -> text(j.dueAt())))
                .param("conclusiveAfters", column(judged, String[]::new, j -> text(j.conclusiveAfter())))
                .param("attempts", column(judged, Integer[]::new, Judged::attempts))
                .param("backoffs", column(judged, Integer[]::new, Judged::backoffs))
                .param("maybeAccepted", column(judged, Boolean[]::new, Judged::maybeAccepted))
                .param("keepsPayload", column(judged, Boolean[]::new, Judged::keepsPayload))
                .param("finals", column(judged, Boolean[]::new, Judged::isFinal))
                .param("node", node)
                .param("now", CommandTable.utc(now))
                .query(Long.class)
                .list());
    }

    private static <T> T[] column(List<Judged> rows, IntFunction<T[]> array, Function<Judged, @Nullable T> value) {
        return rows.stream().map(value).toArray(array);
    }

    private static @Nullable String name(@Nullable Enum<?> value) {
        return value == null ? null : value.name();
    }

    private static @Nullable String text(@Nullable Instant instant) {
        return Optional.ofNullable(instant).map(Instant::toString).orElse(null);
    }

    private static @Nullable String cut(@Nullable String detail) {
        return detail == null || detail.length() <= LONGEST_DETAIL ? detail : detail.substring(0, LONGEST_DETAIL);
    }
}
