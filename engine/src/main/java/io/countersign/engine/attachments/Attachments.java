package io.countersign.engine.attachments;

import io.countersign.engine.identity.Caller;
import io.countersign.engine.identity.Directory;
import io.countersign.engine.web.Problem;
import io.countersign.engine.web.Problem.FieldError;
import java.time.Clock;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** The files of requests and drafts, for those who have requests and drafts. Access is theirs to check. */
@Component
public class Attachments {

    private final AttachmentRows rows;
    private final AttachmentAudit audit;
    private final AttachmentSettings settings;
    private final Directory directory;
    private final Clock clock;

    Attachments(
            AttachmentRows rows, AttachmentAudit audit, AttachmentSettings settings, Directory directory, Clock clock) {
        this.rows = rows;
        this.audit = audit;
        this.settings = settings;
        this.directory = directory;
        this.clock = clock;
    }

    /**
     * Those of a request, also those that were handed in with it before there was an instance; removed ones as well, oldest first.
     *
     * @param processInstanceKey of the outermost instance, null while there is none
     * @param startId null where it was started past Countersign
     */
    public List<Attachment> ofRequest(@Nullable Long processInstanceKey, @Nullable UUID startId) {
        return named(rows.ofRequest(processInstanceKey, startId));
    }

    /** How many bytes one file may have. */
    public long maxFileSize() {
        return settings.maxFile().toBytes();
    }

    /** Oldest first. */
    public List<Attachment> ofDraft(UUID draftId) {
        return named(rows.ofDraft(draftId));
    }

    /**
     * Makes loose files of the caller, or those of a draft of his, files of what he starts: all of them or none.
     *
     * @throws Problem 422 where one is not there, is somebody else's or belongs to something already
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public void handIn(Caller caller, UUID startId, @Nullable UUID draftId, Collection<UUID> ids) {
        List<StoredFile> files = take(caller, draftId, ids);
        rows.moveToStart(ids, startId);
        var place = new Place(null, startId, null, null);
        files.forEach(file -> audit.append("attachment.handed-in", file.at(place), caller, clock.instant()));
    }

    /**
     * Makes loose files of the caller the files of a draft of his, and lets those go that it had and has no longer.
     *
     * @throws Problem 422 where one is not there, is somebody else's or belongs to something already
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public void keepInDraft(Caller caller, UUID draftId, Collection<UUID> ids) {
        take(caller, draftId, ids);
        rows.moveToDraft(ids, draftId);
        rows.delete(rows.ofDraft(draftId).stream()
                .map(StoredFile::id)
                .filter(id -> !ids.contains(id))
                .toList());
    }

    /** Lets the files of a draft go. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void forgetDraft(UUID draftId) {
        rows.delete(rows.ofDraft(draftId).stream().map(StoredFile::id).toList());
    }

    private List<StoredFile> take(Caller caller, @Nullable UUID draftId, Collection<UUID> ids) {
        List<StoredFile> files = rows.lockAll(ids).stream()
                .filter(file -> file.isOf(caller) && file.removedAt() == null && isFree(file.place(), draftId))
                .toList();
        Set<UUID> missing = new HashSet<>(ids);
        files.forEach(file -> missing.remove(file.id()));
        if (!missing.isEmpty()) {
            throw Problem.unprocessable(
                    "attachment-unknown",
                    "A file can't be handed in",
                    "It was removed, is older than %d days, or belongs to something else already. Add it again."
                            .formatted(settings.keepLoose().toDays()),
                    missing.stream()
                            .map(id -> new FieldError("attachments", id + " is not a file of yours that waits"))
                            .toArray(FieldError[]::new));
        }
        if (files.size() > settings.maxFiles()
                || files.stream().mapToLong(StoredFile::size).sum()
                        > settings.maxTotal().toBytes()) {
            throw Problem.unprocessable(
                    "too-many-attachments",
                    "There are too many files",
                    "At most %d files of %d MB together are taken."
                            .formatted(settings.maxFiles(), settings.maxTotal().toMegabytes()),
                    new FieldError("attachments", "are too many"));
        }
        return files;
    }

    private static boolean isFree(Place place, @Nullable UUID draftId) {
        return !place.isOfRequest()
                && (place.draftId() == null || place.draftId().equals(draftId));
    }

    private List<Attachment> named(List<StoredFile> files) {
        Map<String, String> names = directory.displayNames(
                files.stream().map(StoredFile::uploadedBy).collect(Collectors.toSet()));
        return files.stream().map(file -> file.toAttachment(names)).toList();
    }
}
