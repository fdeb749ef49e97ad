package io.countersign.engine.recordstream;

import java.util.Map;
import java.util.TreeMap;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Tells whether two read models are the same, row by row, without comparing the rows. */
@Component
public class ReadModelDigest {

    private final Projections projections;
    private final JdbcClient jdbc;

    ReadModelDigest(Projections projections, JdbcClient jdbc) {
        this.projections = projections;
        this.jdbc = jdbc;
    }

    /** By table of the engine's own: number of rows and a hash over all of them, whatever their order. */
    public Map<String, String> take() {
        Map<String, String> digests = new TreeMap<>();
        projections.tables().forEach(table -> digests.put(table.name(), of(table.name())));
        return digests;
    }

    private String of(String table) {
        return jdbc.sql("select count(*) || ' rows, ' || coalesce(sum(hashtextextended(t::text, 0)), 0) from " + table
                        + " t")
                .query(String.class)
                .single();
    }
}
