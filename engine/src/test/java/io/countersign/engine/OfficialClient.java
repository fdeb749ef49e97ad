package io.countersign.engine;

import io.camunda.client.CamundaClient;
import io.camunda.client.CredentialsProvider;
import java.net.URI;

/** Camunda's own Java client, talking REST to us with an API key. */
public final class OfficialClient {

    private OfficialClient() {}

    public static CamundaClient of(int port, String key) {
        return CamundaClient.newClientBuilder()
                .applyEnvironmentVariableOverrides(false)
                .preferRestOverGrpc(true)
                .restAddress(URI.create("http://127.0.0.1:" + port))
                // a request that went past us would fail
                .grpcAddress(URI.create("http://127.0.0.1:1"))
                .credentialsProvider(new CredentialsProvider() {
                    @Override
                    public void applyCredentials(CredentialsApplier applier) {
                        applier.put("Authorization", "Bearer " + key);
                    }

                    @Override
                    public boolean shouldRetryRequest(StatusCode statusCode) {
                        return false;
                    }
                })
                .build();
    }
}
