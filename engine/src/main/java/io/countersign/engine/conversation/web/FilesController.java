package io.countersign.engine.conversation.web;

import io.countersign.engine.attachments.Attachment;
import io.countersign.engine.conversation.AddFile;
import io.countersign.engine.identity.Caller;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestPart;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MultipartFile;

@RestController
@Tag(name = "Attachments")
class FilesController {

    private final AddFile add;

    FilesController(AddFile add) {
        this.add = add;
    }

    @Operation(
            summary = "Add a file at a task",
            description =
                    "By whoever sees the task, while its request goes on. 413 too large, 422 empty, of a type that is not"
                            + " taken, or not what its name says.")
    @PostMapping(path = "/api/v1/tasks/{taskKey}/attachments", consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
    @ResponseStatus(HttpStatus.CREATED)
    Attachment atTask(Caller caller, @PathVariable long taskKey, @RequestPart MultipartFile file) {
        return add.atTask(caller, taskKey, file.getResource());
    }

    @Operation(
            summary = "Add a file to one's request",
            description =
                    "By its requester, while it goes on. 413 too large, 422 empty, of a type that is not taken, or not"
                            + " what its name says.")
    @PostMapping(
            path = "/api/v1/requests/{processInstanceKey}/attachments",
            consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
    @ResponseStatus(HttpStatus.CREATED)
    Attachment toRequest(Caller caller, @PathVariable long processInstanceKey, @RequestPart MultipartFile file) {
        return add.toRequest(caller, processInstanceKey, file.getResource());
    }
}
