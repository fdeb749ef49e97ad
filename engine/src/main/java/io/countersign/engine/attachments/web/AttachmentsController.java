package io.countersign.engine.attachments.web;

import io.countersign.engine.attachments.AddAttachment;
import io.countersign.engine.attachments.Attachment;
import io.countersign.engine.attachments.ReadAttachment;
import io.countersign.engine.attachments.RemoveAttachment;
import io.countersign.engine.identity.Caller;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestPart;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MultipartFile;

@RestController
@Tag(name = "Attachments")
class AttachmentsController {

    private final AddAttachment add;
    private final ReadAttachment read;
    private final RemoveAttachment remove;

    AttachmentsController(AddAttachment add, ReadAttachment read, RemoveAttachment remove) {
        this.add = add;
        this.read = read;
        this.remove = remove;
    }

    @Operation(
            summary = "Hand in a file for a form",
            description =
                    "It belongs to nothing yet and is known to the caller only. Send its id with the form; what nobody"
                            + " sends is gone after some days. 413 too large, 422 empty, of a type that is not taken, or not what"
                            + " its name says.")
    @PostMapping(path = "/api/v1/attachments", consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
    @ResponseStatus(HttpStatus.CREATED)
    Attachment add(Caller caller, @RequestPart MultipartFile file) {
        return add.loose(caller, file.getResource());
    }

    @Operation(
            summary = "Download a file",
            description = "For those who may see its request or a task of it. Always to be saved, never to be shown.",
            responses =
                    @ApiResponse(
                            responseCode = "200",
                            description = "The file",
                            content =
                                    @Content(
                                            mediaType = MediaType.APPLICATION_OCTET_STREAM_VALUE,
                                            schema = @Schema(type = "string", format = "binary"))))
    @GetMapping("/api/v1/attachments/{attachmentId}")
    void read(Caller caller, @PathVariable UUID attachmentId, HttpServletResponse response) throws IOException {
        ReadAttachment.Download file = read.read(caller, attachmentId);
        response.setContentType(file.mediaType());
        response.setContentLengthLong(file.size());
        response.setHeader(
                HttpHeaders.CONTENT_DISPOSITION,
                ContentDisposition.attachment()
                        .filename(file.name(), StandardCharsets.UTF_8)
                        .build()
                        .toString());
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setHeader("Content-Security-Policy", "sandbox; default-src 'none'");
        response.setHeader(HttpHeaders.CACHE_CONTROL, "private, no-store");
        file.copyTo(response.getOutputStream());
    }

    @Operation(
            summary = "Remove a file",
            description = "By who handed it in, while its request goes on. The content goes; that it was there stays.")
    @DeleteMapping("/api/v1/attachments/{attachmentId}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void remove(Caller caller, @PathVariable UUID attachmentId) {
        remove.remove(caller, attachmentId);
    }
}
