package io.countersign.engine.templates.web;

import io.countersign.engine.identity.Caller;
import io.countersign.engine.templates.KeepTemplates;
import io.countersign.engine.templates.Preview;
import io.countersign.engine.templates.TemplateSummary;
import io.countersign.engine.templates.TemplateText;
import io.countersign.engine.templates.TemplateView;
import io.countersign.engine.web.Page;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@Tag(name = "Administration")
class TemplateController {

    private static final String PATH = "/api/v1/notification-templates/{kind}/{language}";
    private static final String KIND = "[a-z][a-z0-9-]{0,62}";
    private static final String LANGUAGE = "[a-z]{2,3}(-[A-Za-z0-9]{2,8})*";
    private static final int LONGEST_SUBJECT = 1000;
    private static final int LONGEST_BODY = 65_536;

    private final KeepTemplates templates;

    record Words(
            @NotNull @Size(max = LONGEST_SUBJECT) String subject,
            @NotNull @Size(max = LONGEST_BODY) String html,

            @Size(max = LONGEST_BODY) @Schema(description = "Leave it out to have it made from the HTML.") @Nullable
            String text) {

        TemplateText template() {
            return new TemplateText(subject, html, text);
        }
    }

    record Change(
            @NotNull @Valid Words template,

            @Min(0) @Schema(description = "The version that was edited, 0 where nobody has changed it yet.")
            int basedOn) {}

    record Restoration(
            @Min(0) @Schema(description = "The version that counts again, 0 for what ships.")
            int version,

            @Min(0) int basedOn) {}

    record Trial(
            @NotNull @Valid Words template,

            @Pattern(regexp = "\\d{1,19}")
            @Schema(description = "A task to fill it in with; made-up words are used without.")
            @Nullable
            String taskKey) {

        @Nullable
        Long task() {
            return taskKey == null ? null : Long.valueOf(taskKey);
        }
    }

    TemplateController(KeepTemplates templates) {
        this.templates = templates;
    }

    @Operation(summary = "List the kinds of mails and in which languages there are templates")
    @GetMapping("/api/v1/notification-templates")
    Page<TemplateSummary> list() {
        return Page.whole(templates.all());
    }

    @Operation(summary = "Read a template with all its versions")
    @GetMapping(PATH)
    TemplateView read(
            @PathVariable @Pattern(regexp = KIND) String kind,
            @PathVariable @Pattern(regexp = LANGUAGE) String language) {
        return templates.show(kind, language);
    }

    @Operation(
            summary = "Change a template",
            description = "Adds a version, which counts from then on. Problems are said of each part.")
    @PutMapping(PATH)
    TemplateView change(
            Caller caller,
            @PathVariable @Pattern(regexp = KIND) String kind,
            @PathVariable @Pattern(regexp = LANGUAGE) String language,
            @Valid @RequestBody Change change) {
        return templates.change(caller, kind, language, change.template().template(), change.basedOn());
    }

    @Operation(summary = "Go back to an older version", description = "Which becomes the newest one.")
    @PostMapping(PATH + "/restoration")
    TemplateView restore(
            Caller caller,
            @PathVariable @Pattern(regexp = KIND) String kind,
            @PathVariable @Pattern(regexp = LANGUAGE) String language,
            @Valid @RequestBody Restoration restoration) {
        return templates.restore(caller, kind, language, restoration.version(), restoration.basedOn());
    }

    @Operation(
            summary = "See a mail as a template would have it",
            description = "Nothing is kept. Links and codes that are for one person are made up.")
    @PostMapping(PATH + "/preview")
    Preview preview(
            Caller caller,
            @PathVariable @Pattern(regexp = KIND) String kind,
            @PathVariable @Pattern(regexp = LANGUAGE) String language,
            @Valid @RequestBody Trial trial) {
        return templates.preview(caller, kind, language, trial.template().template(), trial.task());
    }

    @Operation(summary = "Send the preview to oneself")
    @PostMapping(PATH + "/trial")
    @ResponseStatus(HttpStatus.ACCEPTED)
    void tryOut(
            Caller caller,
            @PathVariable @Pattern(regexp = KIND) String kind,
            @PathVariable @Pattern(regexp = LANGUAGE) String language,
            @Valid @RequestBody Trial trial) {
        templates.trySending(caller, kind, language, trial.template().template(), trial.task());
    }
}
