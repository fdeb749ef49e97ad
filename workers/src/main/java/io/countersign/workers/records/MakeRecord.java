package io.countersign.workers.records;

import io.countersign.notices.NoticeKind;
import io.countersign.notices.Page;
import io.countersign.notices.UnusableTemplate;
import io.countersign.notices.WriteNotice;
import io.countersign.processes.WorkerVariables;
import io.countersign.workers.directory.Directory;
import io.countersign.workers.directory.Person;
import io.countersign.workers.directory.Requester;
import io.countersign.workers.directory.Requesters;
import io.countersign.workers.jobs.Job;
import io.countersign.workers.jobs.JobResult;
import io.countersign.workers.jobs.JobResult.Completed;
import io.countersign.workers.jobs.JobResult.GiveUp;
import io.countersign.workers.jobs.JobResult.RetryLater;
import io.countersign.workers.records.RecordFiles.Kept;
import java.text.Normalizer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Makes a PDF of what was decided and keeps it with the request's files, once per job. */
@Component
class MakeRecord {

    private static final int LONGEST_TITLE = 200;
    private static final int LONGEST_NAME = 150;

    private final Requesters requesters;
    private final Directory directory;
    private final ReadProceedings proceedings;
    private final RecordWords recordWords;
    private final WriteNotice notices;
    private final RenderPdf renderPdf;
    private final RecordFiles files;
    private final RecordSettings settings;
    private final Clock clock;

    MakeRecord(
            Requesters requesters,
            Directory directory,
            ReadProceedings proceedings,
            RecordWords recordWords,
            WriteNotice notices,
            RenderPdf renderPdf,
            RecordFiles files,
            RecordSettings settings,
            Clock clock) {
        this.requesters = requesters;
        this.directory = directory;
        this.proceedings = proceedings;
        this.recordWords = recordWords;
        this.notices = notices;
        this.renderPdf = renderPdf;
        this.files = files;
        this.settings = settings;
        this.clock = clock;
    }

    JobResult run(Job job, RecordInputs inputs) {
        Optional<Kept> kept = files.find(job);
        if (kept.isPresent()) {
            return completed(kept.get());
        }
        Requester requester = requesters.of(job);
        try {
            Optional<Proceedings> went = proceedings.of(job);
            if (went.isEmpty() || requester instanceof Requester.NotYetKnown) {
                return new RetryLater("What was decided isn't in the read model yet.", Duration.ofSeconds(1), false);
            }
            return make(job, inputs, requester, went.get());
        } catch (ReadProceedings.TooMuch e) {
            return new GiveUp(e.getMessage() + ", which no record holds: leave the record out of the model.");
        } catch (UnusableTemplate e) {
            return new GiveUp("The template '" + inputs.template() + "' can't be used: " + e.getMessage()
                    + " Mend it under Admin, Mail templates, then retry.");
        }
    }

    private JobResult make(Job job, RecordInputs inputs, Requester requester, Proceedings went) {
        String title = filled(inputs.title());
        if (title != null && title.length() > LONGEST_TITLE) {
            return new GiveUp(
                    "The title is longer than " + LONGEST_TITLE + " characters: shorten it in the model, then retry.");
        }
        Instant now = clock.instant();
        Locale locale = locale(inputs, requester);
        Map<String, Object> words = recordWords.of(went, requester, title, locale, now);
        Optional<Page> page = page(filled(inputs.template()), locale, words);
        if (page.isEmpty()) {
            return new GiveUp("There is no template '" + inputs.template()
                    + "': add it under Admin, Mail templates, or correct the model, then retry.");
        }
        byte[] pdf = renderPdf.of(page.get());
        if (pdf.length > settings.maxFile().toBytes()) {
            return new GiveUp("The record takes " + pdf.length + " bytes: raise countersign.records.max-file, or say"
                    + " less in its template, then retry.");
        }
        String name = fileName(filled(inputs.fileName()), page.get().title());
        return completed(files.keep(job, went.processInstanceKey(), name, pdf, now));
    }

    private Optional<Page> page(@Nullable String template, Locale locale, Map<String, Object> words) {
        return template == null || template.equals(NoticeKind.RECORD.id())
                ? Optional.of(notices.page(NoticeKind.RECORD, locale, words))
                : notices.page(template, locale, words);
    }

    private Locale locale(RecordInputs inputs, Requester requester) {
        String language = filled(inputs.language());
        if (language == null && requester instanceof Requester.Known known) {
            language = directory.person(known.username()).map(Person::locale).orElse(null);
        }
        return language == null ? Locale.ENGLISH : Locale.forLanguageTag(language);
    }

    private static JobResult completed(Kept kept) {
        return new Completed(Map.of(
                WorkerVariables.RECORD,
                Map.of("fileName", kept.name(), "attachmentId", kept.id().toString())));
    }

    /** Nothing that a file system, or somebody who reads it, could take for something else. */
    private static String fileName(@Nullable String wanted, String title) {
        String name = Normalizer.normalize(wanted == null ? title : wanted, Normalizer.Form.NFC)
                .replaceAll("(?i)\\.pdf$", "")
                .replaceAll(":\\s+", " - ")
                .replaceAll("[^\\p{L}\\p{M}\\p{N} ._()-]+", "_")
                .replaceAll("^[. _]+|[. _]+$", "");
        String fitting = name.length() <= LONGEST_NAME
                ? name
                : name.substring(0, name.offsetByCodePoints(0, name.codePointCount(0, LONGEST_NAME)));
        return (fitting.isEmpty() ? "record" : fitting) + ".pdf";
    }

    private static @Nullable String filled(@Nullable String text) {
        return text == null || text.isBlank() ? null : text.strip();
    }
}
