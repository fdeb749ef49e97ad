package io.countersign.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.camunda.client.CamundaClient;
import io.camunda.zeebe.model.bpmn.Bpmn;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ZeebeBrokerIT {

    private final Distributions distributions = Distributions.fetched(Progress.silent());

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {ZeebeSettings.DEFAULT_VERSION, ZeebeSettings.NEXT_VERSION})
    void keepsWhatWasDeployedWhenKilledAndStartedAgain(String version) {
        // given
        var settings =
                ZeebeSettings.in(distributions, folder).withVersion(version).withPartitions(2);
        var process =
                Bpmn.createExecutableProcess("orders").startEvent().endEvent().done();
        var broker = ZeebeBroker.start(settings, Progress.silent());
        try (var client = clientOf(broker)) {
            var topology = client.newTopologyRequest().send().join();
            assertThat(topology.getGatewayVersion()).isEqualTo(version);
            assertThat(topology.getPartitionsCount()).isEqualTo(2);
            client.newDeployResourceCommand()
                    .addProcessModel(process, "orders.bpmn")
                    .send()
                    .join();
        }

        // when
        broker.kill();

        // then
        try (var again = ZeebeBroker.start(settings, Progress.silent());
                var client = clientOf(again)) {
            var instance = client.newCreateInstanceCommand()
                    .bpmnProcessId("orders")
                    .latestVersion()
                    .send()
                    .join();
            assertThat(instance.getVersion()).isEqualTo(1);
        }
    }

    @Test
    void endsItsOrphanAndRefusesDataOfAnotherVersion() throws IOException {
        // given
        var settings = ZeebeSettings.in(distributions, folder);
        var orphan = ZeebeBroker.start(settings, Progress.silent());

        // when
        try (var broker = ZeebeBroker.start(settings, Progress.silent())) {
            // then
            assertThat(ProcessHandle.of(orphan.pid())).isEmpty();
            assertThat(broker.pid()).isNotEqualTo(orphan.pid());
        }
        assertThat(Files.exists(folder.resolve("zeebe.pid"))).isFalse();
        assertThatThrownBy(() -> ZeebeBroker.start(settings.withVersion(ZeebeSettings.NEXT_VERSION), Progress.silent()))
                .isInstanceOf(WrongDataVersionException.class)
                .hasMessageContaining("--zeebe 8.5.8");
    }

    @Test
    void saysWhyItCouldNotStart() {
        var exporter = new ZeebeExporter(
                "missing", folder.resolve("no.jar"), "io.countersign.NoSuchExporter", java.util.Map.of());
        var settings = ZeebeSettings.in(distributions, folder).withExporters(exporter);

        assertThatThrownBy(() -> ZeebeBroker.start(settings, Progress.silent()))
                .isInstanceOf(EmbeddedException.class)
                .hasMessageContaining("no.jar");
    }

    private static CamundaClient clientOf(ZeebeBroker broker) {
        return CamundaClient.newClientBuilder()
                .grpcAddress(broker.grpcAddress())
                .restAddress(broker.restAddress())
                .preferRestOverGrpc(false)
                .build();
    }
}
