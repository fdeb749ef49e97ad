package io.countersign.workers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.camunda.client.CamundaClient;
import io.countersign.embedded.ZeebeBroker;
import io.countersign.processes.JobTypes;
import io.countersign.workers.OrderSystem.Answer;
import io.countersign.workers.OrderSystem.Request;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The broker is killed while a job is being done. Brings its own broker. */
class BrokerAwayIT {

    @Test
    void tellsTheBrokerHowTheJobEndedOnceItIsBack() throws Exception {
        String database = RealParts.newDatabase();
        JdbcClient db = JdbcClient.create(RealParts.asOwner(database));
        CountDownLatch called = new CountDownLatch(1);
        CountDownLatch killed = new CountDownLatch(1);
        ZeebeBroker broker = RealParts.start(RealParts.broker(database));
        try (OrderSystem orders = new OrderSystem();
                ConfigurableApplicationContext workers = RealParts.workers(
                        database,
                        broker.grpcAddress(),
                        1,
                        Map.of(
                                "countersign.operations.targets.orders.base-url",
                                orders.url(),
                                "countersign.operations.targets.orders.allow-private",
                                "true"));
                CamundaClient client = CamundaClient.newClientBuilder()
                        .grpcAddress(broker.grpcAddress())
                        .restAddress(broker.restAddress())
                        .preferRestOverGrpc(false)
                        .defaultRequestTimeout(Duration.ofMinutes(1))
                        .build()) {
            assertThat(workers.isRunning()).isTrue();
            orders.answer("/orders", request -> {
                called.countDown();
                awaitQuietly(killed);
                return Answer.json(201, "{}");
            });
            long instance = start(client);
            assertThat(called.await(30, TimeUnit.SECONDS)).isTrue();

            broker.kill();
            killed.countDown();
            broker = RealParts.start(broker.settings());

            await().atMost(Duration.ofMinutes(1)).until(() -> completed(db, instance));
            assertThat(orders.requests("/orders"))
                    .extracting(Request::idempotencyKey)
                    .isNotEmpty();
            assertThat(orders.requests("/orders").stream()
                            .map(Request::idempotencyKey)
                            .distinct())
                    .as("a repeat says that it is one")
                    .hasSize(1);
        } finally {
            broker.close();
        }
    }

    private static long start(CamundaClient client) {
        client.newDeployResourceCommand()
                .addResourceStringUtf8(TestModels.oneJob("order", JobTypes.HTTP_REQUEST), "order.bpmn")
                .send()
                .join();
        return client.newCreateInstanceCommand()
                .bpmnProcessId("order")
                .latestVersion()
                .variables(Map.of("target", "orders", "method", "POST", "path", "/orders"))
                .send()
                .join()
                .getProcessInstanceKey();
    }

    private static boolean completed(JdbcClient db, long instance) {
        return db.sql("""
                        select exists (select from zeebe_record
                            where record_key = ? and value_type = 'PROCESS_INSTANCE' and intent = 'ELEMENT_COMPLETED')
                        """).param(instance).query(Boolean.class).single();
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
