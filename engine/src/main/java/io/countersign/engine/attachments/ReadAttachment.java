package io.countersign.engine.attachments;

import io.countersign.engine.identity.Caller;
import io.countersign.engine.web.Problem;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

/** Gives a file back to those who may see what it belongs to. */
@Component
public class ReadAttachment {

    private final AttachmentRows rows;
    private final AttachmentAccess access;

    ReadAttachment(AttachmentRows rows, AttachmentAccess access) {
        this.rows = rows;
        this.access = access;
    }

    /** A file to be read once, piece by piece. */
    public final class Download {

        private final StoredFile file;

        private Download(StoredFile file) {
            this.file = file;
        }

        public String name() {
            return file.name();
        }

        public String mediaType() {
            return file.mediaType();
        }

        public long size() {
            return file.size();
        }

        public void copyTo(OutputStream out) throws IOException {
            rows.copyContent(file, out);
        }
    }

    /** @throws Problem 404, 403, or 410 where it was removed */
    public Download read(Caller caller, UUID id) {
        StoredFile file = get(caller, id);
        if (file.removedAt() != null) {
            throw removed();
        }
        return new Download(file);
    }

    StoredFile get(Caller caller, UUID id) {
        StoredFile file = rows.find(id).orElseThrow(ReadAttachment::unknown);
        if (file.isOf(caller)) {
            return file;
        }
        if (!file.place().isOfRequest()) {
            throw unknown();
        }
        if (!access.maySee(caller, file.place())) {
            throw Problem.forbidden(
                    "attachment-not-visible",
                    "You may not see this file",
                    "Those who may see the request it belongs to may see it.");
        }
        return file;
    }

    static Problem unknown() {
        return Problem.notFound(
                "attachment-not-found",
                "There is no such file",
                "It may have been handed in for a form that nobody sent.");
    }

    static Problem removed() {
        return new Problem(
                HttpStatus.GONE,
                "attachment-removed",
                "The file was removed",
                "Who handed it in has taken it away.",
                List.of());
    }
}
