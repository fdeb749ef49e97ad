package io.countersign.engine.definitions;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.Optional;
import javax.xml.stream.XMLStreamException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** What the elements of deployed processes are called in their models. */
@Component
public class ElementNames {

    private static final Logger LOG = LoggerFactory.getLogger(ElementNames.class);

    private final JdbcTemplate jdbc;
    private final Cache<Long, ProcessModel> models =
            Caffeine.newBuilder().maximumSize(500).build();

    public ElementNames(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /** @return null where the element has no name or the process is not known */
    public @Nullable String nameOf(long processDefinitionKey, String elementId) {
        return modelOf(processDefinitionKey)
                .map(model -> model.elementNames().get(elementId))
                .orElse(null);
    }

    /** Empty where the process is not known. */
    Optional<ProcessModel> modelOf(long processDefinitionKey) {
        ProcessModel known = models.getIfPresent(processDefinitionKey);
        if (known != null) {
            return Optional.of(known);
        }
        Optional<ProcessModel> read = jdbc
                .query(
                        "select process_id, resource from process_definition where key = ?",
                        (row, number) -> model(processDefinitionKey, row.getString(1), row.getBytes(2)),
                        processDefinitionKey)
                .stream()
                .findFirst();
        read.ifPresent(model -> models.put(processDefinitionKey, model));
        return read;
    }

    static ProcessModel model(long processDefinitionKey, String processId, byte[] resource) {
        try {
            return ProcessModelReader.read(resource, processId);
        } catch (XMLStreamException e) {
            LOG.warn("The model of process {} ({}) can't be read for its names", processId, processDefinitionKey, e);
            return ProcessModel.UNKNOWN;
        }
    }
}
