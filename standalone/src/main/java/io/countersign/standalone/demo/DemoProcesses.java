package io.countersign.standalone.demo;

import io.countersign.processes.ShippedResource;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.http.MediaType;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.web.client.RestClient;

/** Deploys the sample processes through the API as any pipeline would, when they have changed since the last time. */
public final class DemoProcesses {

    private final RestClient api;
    private final Path marker;

    public DemoProcesses(URI server, String apiKey, Path marker) {
        this.api = RestClient.builder()
                .baseUrl(server)
                .defaultHeaders(headers -> headers.setBearerAuth(apiKey))
                .build();
        this.marker = marker;
    }

    public void deploy() throws IOException {
        var fingerprint = fingerprint();
        if (Files.exists(marker) && Files.readString(marker).strip().equals(fingerprint)) {
            return;
        }
        var parts = new LinkedMultiValueMap<String, Object>();
        ShippedResource.deployable().forEach(resource -> parts.add("resources", named(resource)));
        api.post()
                .uri("/v2/deployments")
                .contentType(MediaType.MULTIPART_FORM_DATA)
                .body(parts)
                .retrieve()
                .toBodilessEntity();
        Files.writeString(marker, fingerprint + "\n");
    }

    private static ByteArrayResource named(ShippedResource resource) {
        return new ByteArrayResource(resource.bytes()) {
            @Override
            public String getFilename() {
                return resource.name();
            }
        };
    }

    private static String fingerprint() {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            ShippedResource.deployable().forEach(resource -> digest.update(resource.bytes()));
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-256 is missing", e);
        }
    }
}
