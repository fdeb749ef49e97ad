package io.countersign.engine.recordstream;

import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.JdbcTemplate;

/** What the projections made of some records; not in the database yet. */
final class Folding {

    private static final Logger LOG = LoggerFactory.getLogger(Folding.class);

    private final List<Part> parts;
    private final List<DeadLetter> failures = new ArrayList<>();

    /** One projection's share. */
    record Part(String projection, Projection.Batch batch) {}

    Folding(List<Part> parts) {
        this.parts = parts;
    }

    void take(Part part, LogRecord record, Changes changes) {
        try {
            part.batch().fold(record, changes);
        } catch (RuntimeException e) {
            LOG.error(
                    "Record {} of partition {} is not what {} can digest, it is set aside",
                    record.position(),
                    record.partitionId(),
                    part.projection(),
                    e);
            failures.add(new DeadLetter(record, part.projection(), e));
        }
    }

    void write(JdbcTemplate jdbc, Changes changes) {
        parts.forEach(part -> part.batch().write(jdbc, changes));
    }

    List<DeadLetter> failures() {
        return failures;
    }
}
