package io.countersign.workers;

import com.icegreen.greenmail.util.GreenMail;
import io.camunda.client.CamundaClient;
import io.countersign.embedded.ZeebeBroker;
import io.countersign.processes.ReservedVariables;
import io.countersign.processes.ShippedResource;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.Part;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Everything that the workers live among, and eyes to see what came of it. */
final class Landscape implements AutoCloseable {

    private static final JsonMapper JSON = new JsonMapper();

    final OrderSystem orders = new OrderSystem();
    final GreenMail mail = RealParts.mailServer();
    final JdbcClient db;
    final CamundaClient client;
    final ConfigurableApplicationContext workers;
    final ZeebeBroker broker;

    /** Where the data source {@code own} looks for a server; whoever wants one there starts it. */
    final int portOfOwnPostgres = freePort();

    private final String store = RealParts.newStore();
    private final HttpClient http = HttpClient.newHttpClient();

    private static final class Shared {
        static final Landscape LANDSCAPE = new Landscape();
    }

    /** For all tests that break nothing. */
    static Landscape shared() {
        return Shared.LANDSCAPE;
    }

    Landscape() {
        String database = RealParts.newDatabase();
        db = JdbcClient.create(RealParts.asOwner(database));
        broker = RealParts.start(RealParts.broker(database));
        client = CamundaClient.newClientBuilder()
                .grpcAddress(broker.grpcAddress())
                .restAddress(broker.restAddress())
                .preferRestOverGrpc(false)
                .defaultRequestTimeout(Duration.ofMinutes(1))
                .build();
        workers =
                RealParts.workers(database, broker.grpcAddress(), mail.getSmtp().getPort(), settings());
        for (ShippedResource resource : ShippedResource.deployable()) {
            deployed.put(resource.name(), resource.bytes());
        }
        deployAll();
        person("max", null, "max@example.com");
        person("fia", null, "fia@example.com");
        person("bob", "max", "bob@example.com");
        group("finance", "fia");
        group("managers", "max", "fia");
    }

    private Map<String, String> settings() {
        Map<String, String> settings = new HashMap<>(Map.of(
                "countersign.operations.targets.order-system.base-url", orders.url(),
                "countersign.operations.targets.order-system.allow-private", "true",
                "countersign.operations.targets.order-system.headers.Authorization", "Bearer s3cr3t-token",
                "countersign.operations.targets.public-only.base-url", orders.url(),
                "countersign.operations.targets.metadata.base-url", "http://169.254.169.254",
                "countersign.operations.targets.metadata.allow-private", "true",
                "countersign.operations.targets.chat.base-url", orders.url() + "/chat",
                "countersign.operations.targets.chat.allow-private", "true",
                "countersign.webhooks.targets", "chat"));
        for (String source : List.of("equipment", "own")) {
            String key = "countersign.operations.data-sources." + source;
            settings.put(key + ".write", "true");
            settings.put(key + ".username", RealParts.STOREKEEPER);
            settings.put(key + ".password", RealParts.SECRET);
            settings.put(key + ".connect-timeout", "1s");
            settings.put(key + ".breaker.open-for", "1s");
        }
        settings.put(
                "countersign.operations.data-sources.equipment.url",
                RealParts.postgres().jdbcUrl(store));
        settings.put(
                "countersign.operations.data-sources.own.url",
                "jdbc:postgresql://127.0.0.1:" + portOfOwnPostgres + "/own");
        return settings;
    }

    /** The database that the data source {@code equipment} is. */
    JdbcClient store() {
        return JdbcClient.create(RealParts.asStorekeeper(store));
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private final Map<String, byte[]> deployed = new HashMap<>();

    private void deployAll() {
        var files = deployed.entrySet().iterator();
        var first = files.next();
        var command = client.newDeployResourceCommand().addResourceBytes(first.getValue(), first.getKey());
        while (files.hasNext()) {
            var file = files.next();
            command = command.addResourceBytes(file.getValue(), file.getKey());
        }
        command.send().join();
    }

    void deploy(String name, String bpmn) {
        client.newDeployResourceCommand()
                .addResourceStringUtf8(bpmn, name)
                .send()
                .join();
    }

    void person(String username, @Nullable String manager, @Nullable String email) {
        db.sql("insert into app_user (username, display_name, email, manager) values (:name, :name, :email, :manager)")
                .param("name", username)
                .param("email", email)
                .param("manager", manager)
                .update();
    }

    void group(String id, String... members) {
        db.sql("insert into user_group (id, display_name) values (?, ?)")
                .params(id, id)
                .update();
        for (String member : members) {
            db.sql("insert into group_member (group_id, username) values (?, ?)")
                    .params(id, member)
                    .update();
        }
    }

    /** A person who has asked for nothing yet. */
    String newRequester() {
        String username = "r" + UUID.randomUUID().toString().substring(0, 8);
        person(username, "max", username + "@example.com");
        return username;
    }

    /** As the engine starts it: a start request, and its id in the reserved variable. */
    long start(String processId, String requester, Map<String, Object> variables) {
        UUID startId = UUID.randomUUID();
        db.sql("""
                        insert into start_request (id, caller, requester, process_id, requested_at)
                        values (?, ?, ?, ?, now())
                        """).params(startId, "user:" + requester, requester, processId).update();
        Map<String, Object> all = new HashMap<>(variables);
        all.put(ReservedVariables.START_ID, startId.toString());
        return startUnknown(processId, all);
    }

    /** As anybody with a client can. */
    long startUnknown(String processId, Map<String, Object> variables) {
        return client.newCreateInstanceCommand()
                .bpmnProcessId(processId)
                .latestVersion()
                .variables(variables)
                .send()
                .join()
                .getProcessInstanceKey();
    }

    /** Values of the instance's records. */
    List<Seen> records(long instance, String valueType, String intent) {
        return db.sql("""
                        select record_key, value from zeebe_record
                        where process_instance_key = ? and value_type = ? and intent = ? order by position
                        """)
                .params(instance, valueType, intent)
                .query((row, number) -> new Seen(row.getLong("record_key"), JSON.readTree(row.getString("value"))))
                .list();
    }

    record Seen(long key, JsonNode value) {}

    boolean ended(long instance, String elementId) {
        return records(instance, "PROCESS_INSTANCE", "ELEMENT_COMPLETED").stream()
                .anyMatch(record -> record.value().path("elementId").asString().equals(elementId));
    }

    List<String> incidents(long instance) {
        return records(instance, "INCIDENT", "CREATED").stream()
                .map(record -> record.value().path("errorMessage").asString())
                .toList();
    }

    /** Native tasks are completed over REST on 8.5. */
    void completeNative(long userTaskKey, Map<String, Object> variables) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create(broker.restAddress() + "/v1/user-tasks/" + userTaskKey + "/completion"))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(JSON.writeValueAsString(Map.of("variables", variables))))
                .build();
        HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
        if (response.statusCode() != 204) {
            throw new AssertionError(response.statusCode() + " " + response.body());
        }
    }

    List<MimeMessage> mailsTo(String address) {
        return mail.findReceivedMessages(user -> user.getEmail().equals(address), message -> true)
                .toList();
    }

    /** What a mail says to readers without HTML. */
    static String textOf(Part part) throws MessagingException, IOException {
        if (part.getContent() instanceof Multipart several) {
            return textOf(several.getBodyPart(0));
        }
        return String.valueOf(part.getContent());
    }

    @Override
    public void close() {
        workers.close();
        client.close();
        broker.close();
        mail.stop();
        orders.close();
    }
}
