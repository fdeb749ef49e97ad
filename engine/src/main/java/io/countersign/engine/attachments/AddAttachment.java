package io.countersign.engine.attachments;

import io.countersign.engine.identity.Caller;
import io.countersign.engine.web.Hints;
import io.countersign.engine.web.Problem;
import io.countersign.engine.web.Problem.FieldError;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.springframework.core.io.Resource;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.util.unit.DataSize;

/** Takes a file, once it is known to be what it says, and small enough. */
@Component
public class AddAttachment {

    private final AttachmentRows rows;
    private final FileTypes types;
    private final AttachmentAudit audit;
    private final AttachmentSettings settings;
    private final Hints hints;
    private final Clock clock;

    AddAttachment(
            AttachmentRows rows,
            FileTypes types,
            AttachmentAudit audit,
            AttachmentSettings settings,
            Hints hints,
            Clock clock) {
        this.rows = rows;
        this.types = types;
        this.audit = audit;
        this.settings = settings;
        this.hints = hints;
        this.clock = clock;
    }

    /**
     * Keeps a file that waits for a form to be sent: only its uploader knows it.
     *
     * @throws Problem 409, 413 or 422
     */
    @Transactional
    public Attachment loose(Caller caller, Resource content) {
        StoredFile file = file(caller, Place.NONE, content);
        rows.lock(file.uploadedBy());
        requireRoom(rows.looseOf(file.uploadedBy()), file, "Files that belong to no request yet");
        return keep(caller, file, content);
    }

    /**
     * Adds a file to a request. That the caller may do so is for the caller of this to find out.
     *
     * @throws Problem 409, 413 or 422
     */
    @Transactional
    public Attachment to(Caller caller, Place place, Resource content) {
        StoredFile file = file(caller, place, content);
        rows.lock(Objects.requireNonNull(place.processInstanceKey()));
        requireRoom(rows.ofPlace(place), file, "The files of a request");
        return keep(caller, file, content);
    }

    private Attachment keep(Caller caller, StoredFile file, Resource content) {
        try (InputStream in = content.getInputStream()) {
            rows.insert(file, in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        audit.append("attachment.added", file, caller, file.uploadedAt());
        if (file.place().isOfRequest()) {
            hints.send(List.of("tasks", "requests"));
        }
        return file.toAttachment(Map.of(file.uploadedBy(), caller.displayName()));
    }

    private StoredFile file(Caller caller, Place place, Resource content) {
        String name = FileNames.clean(Objects.requireNonNullElse(content.getFilename(), ""));
        if (name.isEmpty()) {
            throw Problem.unprocessable(
                    "attachment-unnamed",
                    "The file has no name",
                    "Send it as a part named \"file\" with a file name.",
                    new FieldError("file", "has no name"));
        }
        try {
            long size = content.contentLength();
            requireSize(name, size);
            try (InputStream in = content.getInputStream()) {
                String type = types.check(name, in);
                return new StoredFile(
                        UUID.randomUUID(),
                        place,
                        name,
                        type,
                        size,
                        digest(content),
                        StoredFile.nameOf(caller),
                        // PostgreSQL keeps microseconds; what is told now and what is read later are to be the same
                        clock.instant().truncatedTo(ChronoUnit.MICROS),
                        null);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void requireSize(String name, long size) {
        if (size == 0) {
            throw Problem.unprocessable(
                    "attachment-empty",
                    "The file is empty",
                    "There is nothing in %s.".formatted(name),
                    new FieldError("file", "is empty"));
        }
        if (size > settings.maxFile().toBytes()) {
            throw new Problem(
                    HttpStatus.CONTENT_TOO_LARGE,
                    "too-large",
                    "The file is too large",
                    "%s takes %s; a file may take %s."
                            .formatted(
                                    name,
                                    inWords(size),
                                    inWords(settings.maxFile().toBytes())),
                    List.of(new FieldError("file", "is too large")));
        }
    }

    private void requireRoom(AttachmentRows.Sum present, StoredFile file, String whose) {
        if (present.files() >= settings.maxFiles()
                || present.bytes() + file.size() > settings.maxTotal().toBytes()) {
            throw Problem.conflict(
                    "too-many-attachments",
                    "There is no room for another file",
                    "%s may be %d and take %s together; there are %d that take %s. Remove one first."
                            .formatted(
                                    whose,
                                    settings.maxFiles(),
                                    inWords(settings.maxTotal().toBytes()),
                                    present.files(),
                                    inWords(present.bytes())));
        }
    }

    private static String inWords(long bytes) {
        DataSize size = DataSize.ofBytes(bytes);
        if (size.toMegabytes() > 0) {
            return size.toMegabytes() + " MB";
        }
        return size.toKilobytes() > 0 ? size.toKilobytes() + " kB" : bytes + " bytes";
    }

    private static String digest(Resource content) throws IOException {
        try (var in = new DigestInputStream(content.getInputStream(), MessageDigest.getInstance("SHA-256"))) {
            in.transferTo(OutputStream.nullOutputStream());
            return HexFormat.of().formatHex(in.getMessageDigest().digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
