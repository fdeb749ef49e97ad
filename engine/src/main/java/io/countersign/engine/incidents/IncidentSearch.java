package io.countersign.engine.incidents;

import io.countersign.engine.readmodel.Condition;
import io.countersign.engine.readmodel.SearchResult;
import io.countersign.engine.readmodel.SearchSyntax;
import io.countersign.engine.web.Problem;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** Finds incidents. */
@Component
public class IncidentSearch {

    private static final SearchSyntax SYNTAX =
            new SearchSyntax(IncidentField.values(), IncidentField.INCIDENT_KEY, Map.of());

    private final JdbcClient jdbc;

    IncidentSearch(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** @throws Problem 400 where the search is not understood */
    public SearchResult<Incident> search(@Nullable JsonNode body) {
        return SYNTAX.parse(body)
                .run(jdbc, Incident.COLUMNS, Incident.TABLES, Condition.ALWAYS, (row, number) -> Incident.read(row));
    }

    /** @throws Problem 404 where there is none */
    public Incident get(long incidentKey) {
        return jdbc.sql("select " + Incident.COLUMNS + " from " + Incident.TABLES + " where i.key = ?")
                .param(incidentKey)
                .query((row, number) -> Incident.read(row))
                .optional()
                .orElseThrow(() -> Problem.notFound(
                        "incident-not-found",
                        "There is no such incident",
                        "No incident has the key " + incidentKey + "."));
    }

    /** The incidents of an instance, open or not, newest first. */
    public List<Incident> ofInstance(long processInstanceKey) {
        return jdbc.sql("select " + Incident.COLUMNS + " from " + Incident.TABLES
                        + " where i.process_instance_key = ? order by i.key desc limit 500")
                .param(processInstanceKey)
                .query((row, number) -> Incident.read(row))
                .list();
    }
}
