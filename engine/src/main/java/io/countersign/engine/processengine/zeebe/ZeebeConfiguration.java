package io.countersign.engine.processengine.zeebe;

import io.camunda.client.CamundaClient;
import io.countersign.engine.processengine.ProcessEngine;
import java.util.Optional;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import tools.jackson.databind.json.JsonMapper;

@Configuration(proxyBeanMethods = false)
class ZeebeConfiguration {

    @Bean
    CamundaClient camundaClient(ZeebeSettings settings) {
        var builder = CamundaClient.newClientBuilder()
                .applyEnvironmentVariableOverrides(false)
                .preferRestOverGrpc(false)
                .grpcAddress(settings.grpcAddress())
                .restAddress(settings.restAddress())
                .defaultRequestTimeout(settings.requestTimeout())
                // a request is sent once: who repeats it must know that it may have been accepted
                .useDefaultRetryPolicy(false)
                .maxMessageSize((int) settings.maxMessageSize().toBytes());
        Optional.ofNullable(settings.caCertificate()).ifPresent(ca -> builder.caCertificatePath(ca.toString()));
        Optional.ofNullable(settings.overrideAuthority()).ifPresent(builder::overrideAuthority);
        return builder.build();
    }

    @Bean
    ProcessEngine processEngine(CamundaClient client, GatewayRest rest, ZeebeSettings settings) {
        return new ZeebeProcessEngine(client, rest, settings.requestTimeout());
    }

    @Bean
    GatewayRest gatewayRest(ZeebeSettings settings, GatewayVersion version, JsonMapper json) {
        return new GatewayRest(settings, version, json);
    }

    @Bean
    GatewayVersion gatewayVersion(CamundaClient client) {
        return new GatewayVersion(() -> client.newTopologyRequest().send().thenApply(t -> t.getGatewayVersion()));
    }
}
