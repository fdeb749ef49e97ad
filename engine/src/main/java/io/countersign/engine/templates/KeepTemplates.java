package io.countersign.engine.templates;

import io.countersign.engine.identity.Caller;
import io.countersign.engine.identity.Directory;
import io.countersign.engine.identity.UserAccount;
import io.countersign.engine.notifications.PersonalMail;
import io.countersign.engine.notifications.QueueMail;
import io.countersign.engine.readmodel.OneAtATime;
import io.countersign.engine.web.Problem;
import io.countersign.engine.web.Problem.FieldError;
import io.countersign.engine.web.RequestId;
import io.countersign.notices.CheckTemplate;
import io.countersign.notices.NoticeKind;
import io.countersign.notices.OwnTemplates;
import io.countersign.notices.OwnTemplates.Version;
import io.countersign.notices.Shipped;
import io.countersign.notices.Template;
import io.countersign.notices.TemplateProblem;
import io.countersign.notices.UnusableTemplate;
import io.countersign.notices.WriteNotice;
import io.countersign.notices.Written;
import io.countersign.store.audit.AuditEntry;
import io.countersign.store.audit.AuditTrail;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.json.JsonMapper;

/** Reads, tries out and changes templates. Every change is a version that stays. */
@Component
public class KeepTemplates {

    private static final int MOST_VERSIONS = 100;

    private final OwnTemplates own;
    private final WriteNotice notices;
    private final SampleWords samples;
    private final Directory directory;
    private final QueueMail mails;
    private final JdbcClient jdbc;
    private final AuditTrail trail;
    private final JsonMapper json;
    private final Clock clock;

    KeepTemplates(
            OwnTemplates own,
            WriteNotice notices,
            SampleWords samples,
            Directory directory,
            QueueMail mails,
            JdbcClient jdbc,
            AuditTrail trail,
            JsonMapper json,
            Clock clock) {
        this.own = own;
        this.notices = notices;
        this.samples = samples;
        this.directory = directory;
        this.mails = mails;
        this.jdbc = jdbc;
        this.trail = trail;
        this.json = json;
        this.clock = clock;
    }

    /** What ships first, then what an organisation added. */
    public List<TemplateSummary> all() {
        var languages = new TreeMap<String, Set<String>>();
        var changed = new TreeMap<String, Set<String>>();
        own.all().stream().filter(version -> version.template() != null).forEach(version -> {
            languages.computeIfAbsent(version.kind(), kind -> new TreeSet<>()).add(version.language());
            changed.computeIfAbsent(version.kind(), kind -> new TreeSet<>()).add(version.language());
        });
        var summaries = new ArrayList<TemplateSummary>();
        for (NoticeKind kind : NoticeKind.values()) {
            var all = new TreeSet<>(Shipped.LANGUAGES);
            all.addAll(Optional.ofNullable(languages.remove(kind.id())).orElse(Set.of()));
            summaries.add(new TemplateSummary(
                    kind.id(), true, List.copyOf(all), List.copyOf(changed.getOrDefault(kind.id(), Set.of()))));
        }
        languages.forEach((kind, in) -> summaries.add(
                new TemplateSummary(kind, false, List.copyOf(in), List.copyOf(changed.getOrDefault(kind, Set.of())))));
        return summaries;
    }

    public TemplateView show(String kind, String language) {
        List<Version> versions = own.history(kind, language, MOST_VERSIONS);
        Optional<Template> shipped = Shipped.find(kind, language);
        Optional<Template> used = versions.isEmpty()
                ? shipped
                : Optional.ofNullable(versions.getFirst().template()).or(() -> shipped);
        return new TemplateView(
                kind,
                language,
                NoticeKind.of(kind).isPresent(),
                versions.isEmpty() ? 0 : versions.getFirst().number(),
                used.map(TemplateText::of).orElse(null),
                shipped.map(TemplateText::of).orElse(null),
                NoticeKind.of(kind)
                        .map(it -> it.words().stream().sorted().toList())
                        .orElse(List.of()),
                versions.stream().map(KeepTemplates::version).toList());
    }

    /**
     * Writes a new version.
     *
     * @param basedOn the version that was edited; somebody else's in between is not overwritten
     * @throws Problem 409 or 422
     */
    @Transactional
    public TemplateView change(Caller by, String kind, String language, TemplateText text, int basedOn) {
        Template template = text.template();
        List<TemplateProblem> problems = problems(by, kind, language, template);
        if (!problems.isEmpty()) {
            throw Problem.unprocessable(
                    "template-unusable",
                    "Nobody can be written to with this template",
                    "Mend what is said of each part; nothing was changed.",
                    problems.stream()
                            .map(problem -> new FieldError(
                                    problem.part(),
                                    "line " + problem.line() + ": "
                                            + problem.reason()
                                                    .name()
                                                    .toLowerCase(Locale.ROOT)
                                                    .replace('_', ' ')
                                            + " " + problem.detail()))
                            .toArray(FieldError[]::new));
        }
        add(by, kind, language, template, null, basedOn);
        return show(kind, language);
    }

    /**
     * Lets the words of an older version, or with 0 what ships, count again: as a new version.
     *
     * @throws Problem 404 where there is no such version, 409 where somebody else changed it meanwhile
     */
    @Transactional
    public TemplateView restore(Caller by, String kind, String language, int version, int basedOn) {
        Template template = version == 0
                ? null
                : own.history(kind, language, Integer.MAX_VALUE).stream()
                        .filter(old -> old.number() == version)
                        .findFirst()
                        .orElseThrow(() -> Problem.notFound(
                                "template-version-unknown",
                                "There is no such version",
                                "There is no version " + version + " of " + kind + " in " + language + "."))
                        .template();
        add(by, kind, language, template, version, basedOn);
        return show(kind, language);
    }

    /** @throws Problem 403 or 404 where the task is not for the caller */
    @Transactional(readOnly = true)
    public Preview preview(Caller caller, String kind, String language, TemplateText text, @Nullable Long taskKey) {
        Template template = text.template();
        var problems = new ArrayList<>(check(kind, template));
        Locale locale = Locale.forLanguageTag(language);
        try {
            Written written = notices.preview(kind, template, locale, samples.of(caller, locale, taskKey));
            return new Preview(written.subject(), written.html(), written.text(), problems);
        } catch (UnusableTemplate e) {
            if (problems.isEmpty()) {
                problems.add(tooMuch(e));
            }
            return new Preview(null, null, null, problems);
        }
    }

    /**
     * Sends the preview to the caller.
     *
     * @throws Problem 409 where the caller has no address, 422 where the template can't be used
     */
    @Transactional
    public void trySending(Caller caller, String kind, String language, TemplateText text, @Nullable Long taskKey) {
        UserAccount self = directory
                .person(caller.name())
                .filter(person -> caller.isPerson() && PersonalMail.reaches(person))
                .orElseThrow(() -> Problem.conflict(
                        "no-address",
                        "You can't get mails",
                        "There is no e-mail address in your account. An administrator can add one."));
        Locale locale = Locale.forLanguageTag(language);
        try {
            mails.queueTrial(
                    self,
                    notices.preview(kind, text.template(), locale, samples.of(caller, locale, taskKey)),
                    clock.instant());
        } catch (UnusableTemplate e) {
            throw Problem.unprocessable(
                    "template-unusable", "Nobody can be written to with this template", String.valueOf(e.getMessage()));
        }
    }

    private List<TemplateProblem> problems(Caller by, String kind, String language, Template template) {
        var problems = new ArrayList<>(check(kind, template));
        if (problems.isEmpty()) {
            Locale locale = Locale.forLanguageTag(language);
            try {
                notices.preview(kind, template, locale, samples.of(by, locale, null));
            } catch (UnusableTemplate e) {
                problems.add(tooMuch(e));
            }
        }
        return problems;
    }

    private static TemplateProblem tooMuch(UnusableTemplate e) {
        return new TemplateProblem("html", 1, TemplateProblem.Reason.TOO_MUCH, String.valueOf(e.getMessage()));
    }

    private static List<TemplateProblem> check(String kind, Template template) {
        return CheckTemplate.of(
                template, NoticeKind.of(kind).map(NoticeKind::words).orElse(null));
    }

    private void add(
            Caller by,
            String kind,
            String language,
            @Nullable Template template,
            @Nullable Integer restores,
            int basedOn) {
        OneAtATime.of(jdbc, "notification-template", kind + "/" + language);
        int newest = own.newest(kind, language).map(Version::number).orElse(0);
        if (newest != basedOn) {
            throw Problem.conflict(
                    "template-changed",
                    "Somebody else changed this template meanwhile",
                    "It is at version " + newest + " now. Look at what changed, then save yours again.");
        }
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        own.add(new Version(kind, language, newest + 1, template, restores, by.name(), now));
        trail.append(new AuditEntry(
                now,
                by.actor(),
                null,
                restores == null ? "notification-template.changed" : "notification-template.restored",
                "notification-template",
                kind + "/" + language,
                null,
                RequestId.current(),
                newest == 0 ? null : json.writeValueAsString(Map.of("version", newest)),
                json.writeValueAsString(
                        restores == null
                                ? Map.of("version", newest + 1)
                                : Map.of("version", newest + 1, "restores", restores)),
                Map.of(),
                null));
    }

    private static TemplateView.Version version(Version version) {
        return new TemplateView.Version(
                version.number(),
                version.template() == null ? null : TemplateText.of(version.template()),
                version.restores(),
                version.changedBy(),
                version.changedAt());
    }
}
