package io.countersign.engine.readmodel;

import io.countersign.engine.web.Cursor;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A search that was understood. */
public final class Search {

    /** Counting stops here: nobody pages that far, and a count reads every row. */
    private static final int MAX_TOTAL = 10_000;

    private final Condition filter;
    private final List<Order> orders;
    private final int limit;
    private final int from;
    private final @Nullable Cursor after;
    private final @Nullable Cursor before;

    Search(Condition filter, List<Order> orders, int limit, int from, @Nullable Cursor after, @Nullable Cursor before) {
        this.filter = filter;
        this.orders = orders;
        this.limit = limit;
        this.from = from;
        this.after = after;
        this.before = before;
    }

    private record Found<T>(T item, String cursor) {}

    /**
     * Runs it.
     *
     * @param columns what the mapper reads
     * @param tables the from clause, with the aliases that the fields use
     * @param visible what the caller may see
     */
    public <T> SearchResult<T> run(
            JdbcClient jdbc, String columns, String tables, Condition visible, RowMapper<T> mapper) {
        Condition matching = Condition.all(List.of(visible, filter));
        List<Found<T>> found = page(jdbc, columns, tables, matching, mapper);
        boolean whole = found.size() < limit && from == 0 && after == null && before == null;
        int total = whole ? found.size() : count(jdbc, tables, matching);
        return new SearchResult<>(
                found.stream().map(Found::item).toList(),
                new SearchResult.PageInfo(
                        Math.min(total, MAX_TOTAL),
                        found.isEmpty() ? null : found.getFirst().cursor(),
                        found.isEmpty() ? null : found.getLast().cursor(),
                        total > MAX_TOTAL));
    }

    private <T> List<Found<T>> page(
            JdbcClient jdbc, String columns, String tables, Condition matching, RowMapper<T> mapper) {
        List<Order> order =
                before == null ? orders : orders.stream().map(Order::reversed).toList();
        Cursor start = before == null ? after : before;
        Condition wanted = start == null ? matching : Condition.all(List.of(matching, beyond(order, start)));
        String sortValues = IntStream.range(0, order.size())
                .mapToObj(i -> ", " + order.get(i).expression() + " as sort_" + i)
                .collect(Collectors.joining());
        String sql = "select " + columns + sortValues + " from " + tables + " where " + wanted.sql() + " order by "
                + order.stream().map(Order::sql).collect(Collectors.joining(", ")) + " limit " + limit + " offset "
                + from;
        List<Found<T>> rows = jdbc.sql(sql)
                .params(wanted.parameters())
                .query((row, number) -> {
                    var values = new @Nullable Object[order.size()];
                    for (int i = 0; i < values.length; i++) {
                        values[i] = order.get(i).read(row, "sort_" + i);
                    }
                    return new Found<>(mapper.mapRow(row, number), Cursor.of(values));
                })
                .list();
        return before == null ? rows : rows.reversed();
    }

    /** Rows after the cursor: equal in the first n fields and beyond it in the next, for every n. */
    private static Condition beyond(List<Order> order, Cursor cursor) {
        var cases = new ArrayList<Condition>();
        for (int i = 0; i < order.size(); i++) {
            var terms = new ArrayList<Condition>();
            for (int j = 0; j < i; j++) {
                terms.add(order.get(j).same(cursor, j));
            }
            terms.add(order.get(i).beyond(cursor, i));
            cases.add(Condition.all(terms));
        }
        return Condition.any(cases);
    }

    private static int count(JdbcClient jdbc, String tables, Condition matching) {
        return jdbc.sql("select count(*) from (select 1 from " + tables + " where " + matching.sql() + " limit "
                        + (MAX_TOTAL + 1) + ") as matching")
                .params(matching.parameters())
                .query(Integer.class)
                .single();
    }
}
