package io.countersign.engine.definitions.web;

import io.countersign.engine.definitions.DeployResources;
import io.countersign.engine.identity.Caller;
import io.countersign.engine.processengine.ResourceFile;
import io.countersign.engine.web.Problem;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.util.unit.DataSize;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RequestPart;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MultipartFile;

@RestController
@Tag(name = "Definitions")
class DeploymentController {

    private static final String DEFAULT_TENANT = "<default>";

    /** What Zeebe takes in one message. */
    private static final DataSize LIMIT = DataSize.ofMegabytes(4);

    private final DeployResources resources;

    DeploymentController(DeployResources resources) {
        this.resources = resources;
    }

    @Operation(
            summary = "Deploy processes, decisions and forms",
            description = "All files or none. Files that are deployed already keep their keys and versions.")
    @PostMapping(path = "/v2/deployments", consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
    DeploymentResult deploy(
            Caller caller,
            @RequestPart(name = "resources", required = false) @Nullable List<MultipartFile> files,
            @RequestParam(required = false) @Nullable String tenantId) {
        var parts = Objects.requireNonNullElse(files, List.<MultipartFile>of());
        requireFit(parts);
        var all = parts.stream().map(DeploymentController::file).toList();
        return DeploymentResult.from(
                resources.deploy(caller, all, Objects.requireNonNullElse(tenantId, DEFAULT_TENANT)));
    }

    private static void requireFit(List<MultipartFile> files) {
        if (files.stream().mapToLong(MultipartFile::getSize).sum() > LIMIT.toBytes()) {
            throw new Problem(
                    HttpStatus.CONTENT_TOO_LARGE,
                    "too-large",
                    "The deployment is too large",
                    "The engine takes %d MB at once. Deploy fewer files at a time.".formatted(LIMIT.toMegabytes()),
                    List.of());
        }
    }

    private static ResourceFile file(MultipartFile part) {
        var name = part.getOriginalFilename();
        if (name == null || name.isBlank()) {
            throw Problem.badRequest(
                    "unnamed-resource",
                    "A file has no name",
                    "Every part named \"resources\" needs a filename that ends in .bpmn, .dmn or .form.");
        }
        try {
            return new ResourceFile(name, part.getBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
