package io.countersign.engine.recordstream;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * How a feature turns records into rows of the read model. Beans of this type are asked in their order ({@code @Order}): a
 * projection may read the rows that earlier ones wrote.
 */
public interface Projection {

    /** The records it cares for. */
    Set<ValueType> reads();

    /** The tables that it writes, and nobody else does. */
    List<Table> tables();

    /** A new batch, empty. All state is in there, so one projection serves many partitions at a time. */
    Batch begin();

    /**
     * Some records in the order of the log, folded into as few rows as possible. The same records cut into other batches must
     * end in the same rows.
     */
    interface Batch {

        /** Takes a record in; throws what it wants where it can't, and the record is set aside. No database here. */
        void fold(LogRecord record, Changes changes);

        /** Writes the rows, in the running transaction, with upserts in the order of their keys. */
        void write(JdbcTemplate jdbc, Changes changes);
    }

    /**
     * A table of the read model; its primary key is {@code key}.
     *
     * @param instanceColumn holds the key of the process instance that a row belongs to; null where rows belong to none
     */
    record Table(String name, @Nullable String instanceColumn) {

        public static Table ofInstances(String name) {
            return new Table(name, "process_instance_key");
        }

        public static Table ofDefinitions(String name) {
            return new Table(name, null);
        }
    }
}
