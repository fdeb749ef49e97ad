package io.countersign.engine.attachments;

import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotEmpty;
import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * Files that people hand in.
 *
 * @param maxFile the largest file that is taken
 * @param maxTotal how much the files of one request may take together
 * @param maxFiles how many files one request may have
 * @param keepLoose how long a file is kept that was handed in for a form nobody sent
 * @param types the media types that are taken; those that can carry programs are left out on purpose
 */
@Validated
@ConfigurationProperties("countersign.attachments")
record AttachmentSettings(
        @DefaultValue("10MB") DataSize maxFile,
        @DefaultValue("50MB") DataSize maxTotal,
        @Min(1) @DefaultValue("20") int maxFiles,
        @DefaultValue("7d") Duration keepLoose,

        @NotEmpty
        @DefaultValue({
            "application/pdf",
            "image/png",
            "image/jpeg",
            "image/gif",
            "image/webp",
            "image/tiff",
            "image/heic",
            "text/plain",
            "text/csv",
            "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
            "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            "application/vnd.openxmlformats-officedocument.presentationml.presentation",
            "application/vnd.oasis.opendocument.text",
            "application/vnd.oasis.opendocument.spreadsheet",
            "application/vnd.oasis.opendocument.presentation"
        })
        List<String> types) {}
