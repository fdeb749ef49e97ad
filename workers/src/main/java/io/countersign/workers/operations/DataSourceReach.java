package io.countersign.workers.operations;

import io.countersign.processes.JobTypes;
import io.countersign.workers.jobs.Reach;
import io.countersign.workers.jobs.Reached;
import java.util.List;
import org.springframework.stereotype.Component;

/** Jobs that run statements need databases to run them in. */
@Component
class DataSourceReach implements Reach {

    private final DataSources dataSources;

    DataSourceReach(DataSources dataSources) {
        this.dataSources = dataSources;
    }

    @Override
    public boolean serves(String jobType) {
        return jobType.equals(JobTypes.SQL_QUERY) || jobType.equals(JobTypes.SQL_UPDATE);
    }

    @Override
    public List<Reached> reached() {
        return dataSources.reached();
    }
}
