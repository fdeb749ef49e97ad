package io.countersign.workers.operations;

import io.camunda.client.annotation.JobWorker;
import io.camunda.client.api.response.ActivatedJob;
import io.camunda.client.api.worker.JobClient;
import io.countersign.workers.jobs.JobRunner;
import org.springframework.stereotype.Component;

/** Runs models that were drawn with the template of Camunda's REST connector. Public, because the Camunda client calls it by reflection. */
@Component
public class HttpConnectorWorker {

    static final String TYPE = "io.camunda:http-json:1";

    private final JobRunner runner;
    private final CallByAddress callByAddress;

    HttpConnectorWorker(JobRunner runner, CallByAddress callByAddress) {
        this.runner = runner;
        this.callByAddress = callByAddress;
    }

    @JobWorker(
            type = HttpConnectorWorker.TYPE,
            fetchVariables = {
                "authentication",
                "method",
                "url",
                "headers",
                "queryParameters",
                "body",
                "connectionTimeoutInSeconds",
                "readTimeoutInSeconds",
                "writeTimeoutInSeconds",
                "ignoreNullValues"
            },
            autoComplete = false)
    public void handle(JobClient client, ActivatedJob job) {
        runner.run(client, job, HttpConnectorRequest.class, callByAddress::run);
    }
}
