package io.countersign.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.config.YamlMapFactoryBean;
import org.springframework.core.io.FileSystemResource;
import tools.jackson.databind.json.JsonMapper;

/** What can be checked of the production topology without a container engine. */
class ProductionTopologyTests {

    private static final Path ROOT = Path.of("..");
    private static final Map<String, Object> COMPOSE = yaml("docker-compose.yml");
    private static final Map<String, Object> SERVICES = map(COMPOSE.get("services"));
    private static final String VERSION = "0.1.0-SNAPSHOT";

    @Test
    void namesOnlyWhatIsDeclared() {
        var wrong = new ArrayList<String>();
        for (var kind : List.of("networks", "secrets")) {
            var declared = map(COMPOSE.get(kind)).keySet();
            SERVICES.forEach((name, service) -> names(map(service).get(kind)).stream()
                    .filter(used -> !declared.contains(used))
                    .forEach(used -> wrong.add(name + ": " + kind + " " + used)));
        }
        SERVICES.forEach((name, service) -> names(map(service).get("depends_on")).stream()
                .filter(other -> !SERVICES.containsKey(other))
                .forEach(other -> wrong.add(name + ": depends_on " + other)));
        assertThat(wrong).isEmpty();
    }

    @Test
    void mountsFilesThatAreThere() {
        var volumes = map(COMPOSE.get("volumes")).keySet();
        var wrong = new ArrayList<String>();
        SERVICES.forEach((name, service) -> names(map(service).get("volumes")).forEach(volume -> {
            var source = volume.split(":", -1)[0];
            var isBuilt = source.contains("/target/");
            if (source.startsWith(".") ? !isBuilt && !Files.exists(ROOT.resolve(source)) : !volumes.contains(source)) {
                wrong.add(name + ": " + source);
            }
        }));
        assertThat(wrong).isEmpty();
        var jar = "./exporter/target/countersign-exporter-${COUNTERSIGN_VERSION:-" + VERSION + "}.jar";
        assertThat(names(map(SERVICES.get("zeebe")).get("volumes"))).anyMatch(volume -> volume.startsWith(jar));
        assertThat(text("pom.xml")).contains("<version>" + VERSION + "</version>");
    }

    @Test
    void publishesTheProxyAndNothingElse() {
        SERVICES.forEach((name, service) -> assertThat(names(map(service).get("ports")))
                .as("ports of %s", name)
                .allMatch(port -> name.equals("proxy") || port.startsWith("127.0.0.1:")));
        assertThat(map(map(COMPOSE.get("networks")).get("broker"))).containsEntry("internal", true);
        assertThat(map(map(COMPOSE.get("networks")).get("database"))).containsEntry("internal", true);
        assertThat(names(map(SERVICES.get("zeebe")).get("networks"))).containsExactlyInAnyOrder("broker", "database");
        assertThat(names(map(SERVICES.get("postgres")).get("networks"))).containsExactly("database");
    }

    @Test
    void pinsEveryImage() {
        SERVICES.forEach(
                (name, service) -> assertThat(String.valueOf(map(service).get("image")))
                        .as("image of %s", name)
                        .matches("[a-z0-9./-]+:.+")
                        .doesNotEndWith(":latest"));
    }

    @Test
    void writesNoSecretDown() {
        SERVICES.forEach((name, service) -> map(map(service).get("environment")).forEach((variable, value) -> {
            if (Pattern.compile("PASSWORD|SECRET|KEY|TOKEN").matcher(variable).find()) {
                assertThat(String.valueOf(value)).as("%s of %s", variable, name).startsWith("/run/secrets/");
            }
        }));
        map(COMPOSE.get("secrets")).forEach((name, secret) -> {
            assertThat(map(secret)).containsEntry("file", "./secrets/" + name);
            assertThat(text("deploy/make-secrets")).contains(name);
        });
        assertThat(text(".gitignore")).contains("/secrets/");
    }

    @Test
    void setsOnlyWhatTheEngineKnows() throws IOException {
        var known = knownSettings();
        var wrong = new TreeSet<String>();
        for (var node : List.of("engine-1", "engine-2")) {
            var engine = map(SERVICES.get(node));
            Stream.concat(map(engine.get("environment")).keySet().stream(), secretTargets(engine).stream())
                    .filter(name -> !known.contains(plain(name)))
                    .filter(name -> !plain(name).equals("springconfigimport"))
                    .forEach(wrong::add);
        }
        assertThat(known).contains(plain("countersign.zeebe.grpc-address"));
        assertThat(wrong).isEmpty();
    }

    @Test
    void measuresEveryService() {
        var prometheus = yaml("deploy/prometheus/prometheus.yml");
        var targets = list(prometheus.get("scrape_configs")).stream()
                .flatMap(job -> list(map(job).get("static_configs")).stream())
                .flatMap(config -> names(map(config).get("targets")).stream())
                .collect(Collectors.toSet());

        assertThat(targets).containsExactlyInAnyOrder("engine-1:8080", "engine-2:8080", "workers:8081", "zeebe:9600");
        var own = names(map(SERVICES.get("prometheus")).get("networks"));
        targets.forEach(target -> assertThat(
                        names(map(SERVICES.get(target.split(":", -1)[0])).get("networks")))
                .as("a network in common with %s", target)
                .containsAnyElementsOf(own));
        list(prometheus.get("rule_files"))
                .forEach(file -> assertThat(
                                list(yaml("deploy/prometheus/" + file).get("groups")))
                        .isNotEmpty());
    }

    @ParameterizedTest
    @ValueSource(strings = {"engine", "workers"})
    void runsAsNobodyInParticular(String module) {
        var lines = text(module + "/Dockerfile").lines().toList();

        assertThat(lines).anyMatch(line -> line.matches("USER [1-9][0-9]*:[1-9][0-9]*"));
        assertThat(lines).anyMatch(line -> line.startsWith("HEALTHCHECK "));
        assertThat(lines)
                .filteredOn(line -> line.startsWith("FROM "))
                .allMatch(line -> line.matches("FROM [a-z-]+:25-jre.*"));
        // what is copied from outside must not be hidden from the builder
        var shown = text(".dockerignore");
        assertThat(lines)
                .filteredOn(line -> line.startsWith("COPY ") && !line.contains("--from"))
                .isNotEmpty()
                .allMatch(line -> shown.contains("!" + line.split(" ", -1)[1]));
        assertThat(Files.isExecutable(ROOT.resolve("deploy/healthcheck"))).isTrue();
    }

    @Test
    void hidesHealthAndMetricsBehindTheProxy() {
        assertThat(text("deploy/proxy/Caddyfile"))
                .contains("@inside path /actuator /actuator/*")
                .contains("engine-1:8080 engine-2:8080")
                .contains("flush_interval -1");
    }

    private static Set<String> knownSettings() throws IOException {
        var json = JsonMapper.shared();
        var known = new TreeSet<String>();
        var files = ProductionTopologyTests.class
                .getClassLoader()
                .getResources("META-INF/spring-configuration-metadata.json");
        while (files.hasMoreElements()) {
            try (var stream = files.nextElement().openStream()) {
                json.readTree(stream)
                        .path("properties")
                        .forEach(property ->
                                known.add(plain(property.path("name").asString())));
            }
        }
        return known;
    }

    /** As relaxed binding sees it. */
    private static String plain(String name) {
        return name.replaceAll("[._-]", "").toLowerCase(Locale.ROOT);
    }

    private static List<String> secretTargets(Map<String, Object> service) {
        return list(service.get("secrets")).stream()
                .map(secret -> String.valueOf(map(secret).get("target")))
                .toList();
    }

    /** The names in a list of names, in a list of mounts, or the keys of a map. */
    private static List<String> names(@Nullable Object value) {
        return switch (value) {
            case null -> List.of();
            case Map<?, ?> keyed -> keyed.keySet().stream().map(String::valueOf).toList();
            case Collection<?> items ->
                items.stream()
                        .map(item -> item instanceof Map<?, ?> mount
                                ? String.valueOf(mount.get("source"))
                                : String.valueOf(item))
                        .toList();
            default -> throw new IllegalArgumentException(String.valueOf(value));
        };
    }

    private static List<Object> list(@Nullable Object value) {
        return value == null ? List.of() : List.copyOf((Collection<?>) value);
    }

    private static Map<String, Object> map(@Nullable Object value) {
        return value instanceof Map<?, ?> map
                ? map.entrySet().stream()
                        .filter(entry -> entry.getValue() != null)
                        .collect(Collectors.toMap(entry -> String.valueOf(entry.getKey()), Map.Entry::getValue))
                : Map.of();
    }

    private static Map<String, Object> yaml(String file) {
        var yaml = new YamlMapFactoryBean();
        yaml.setResources(new FileSystemResource(ROOT.resolve(file)));
        return map(yaml.getObject());
    }

    private static String text(String file) {
        try {
            return Files.readString(ROOT.resolve(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
