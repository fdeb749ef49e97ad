package io.countersign.engine.mailapproval;

import io.countersign.engine.identity.Caller;
import io.countersign.engine.identity.Directory;
import io.countersign.engine.identity.Role;
import io.countersign.engine.identity.UserAccount;
import io.countersign.engine.mailapproval.DecisionLink.Use;
import io.countersign.engine.mailapproval.LinkView.State;
import io.countersign.engine.mailapproval.LinkView.Used;
import io.countersign.engine.notifications.PersonalMail;
import io.countersign.engine.notifications.QueueMail;
import io.countersign.engine.tasks.AnswerTask;
import io.countersign.engine.tasks.Approvals;
import io.countersign.engine.tasks.AskedOne;
import io.countersign.engine.tasks.Outcome;
import io.countersign.engine.tasks.Person;
import io.countersign.engine.tasks.Proof;
import io.countersign.engine.tasks.Refused;
import io.countersign.engine.tasks.SeeTask;
import io.countersign.engine.web.Problem;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * What may be done with a link: look, have a code sent, decide once. The signature says which link it is; who follows it is shown by a
 * session or by a code; whether he may decide is asked of the rules that hold for everybody, at the moment of the decision.
 */
@Component
public class FollowLink {

    private final LinkKeys keys;
    private final DecisionLinks links;
    private final OneTimeCodes codes;
    private final MailPolicies policies;
    private final Directory directory;
    private final Approvals approvals;
    private final SeeTask tasks;
    private final AnswerTask answers;
    private final CodeMail mail;
    private final QueueMail mails;
    private final Clock clock;

    /** A link that is ours, with the person it was sent to, who works here. */
    private record Known(DecisionLink link, UserAccount person) {}

    FollowLink(
            LinkKeys keys,
            DecisionLinks links,
            OneTimeCodes codes,
            MailPolicies policies,
            Directory directory,
            Approvals approvals,
            SeeTask tasks,
            AnswerTask answers,
            CodeMail mail,
            QueueMail mails,
            Clock clock) {
        this.keys = keys;
        this.links = links;
        this.codes = codes;
        this.policies = policies;
        this.directory = directory;
        this.approvals = approvals;
        this.tasks = tasks;
        this.answers = answers;
        this.mail = mail;
        this.mails = mails;
        this.clock = clock;
    }

    /**
     * Decides nothing and uses nothing up.
     *
     * @throws Problem 403 where the code does not fit
     */
    @Transactional(noRollbackFor = WrongCode.class)
    public LinkView look(@Nullable Caller caller, String token, @Nullable String code) {
        Optional<LinkToken> read = LinkToken.verify(token, keys);
        Optional<DecisionLink> found = read.flatMap(signed -> links.find(signed.linkId()));
        if (read.isEmpty() || found.isEmpty() || !isOf(found.get(), read.get())) {
            return LinkView.unknown();
        }
        DecisionLink link = found.get();
        MailPolicy policy = policies.get();
        if (policy.isOff()) {
            return LinkView.of(State.TURNED_OFF, false, link.expiresAt());
        }
        Optional<UserAccount> person = person(link, read.get());
        if (person.isEmpty()) {
            return LinkView.of(State.LOCKED, false, link.expiresAt());
        }
        var known = new Known(link, person.get());
        boolean codeAllowed = policy.allowsCodes() && isGood(link) && PersonalMail.reaches(known.person());
        if (proof(caller, known, codeAllowed ? code : null).isPresent()) {
            return shown(known);
        }
        if (caller != null && caller.isPerson()) {
            return LinkView.of(State.OTHER_PERSON, codeAllowed, link.expiresAt());
        }
        return LinkView.of(
                link.used() != null ? State.USED : link.hasExpired(now()) ? State.EXPIRED : State.PROOF_NEEDED,
                codeAllowed,
                link.expiresAt());
    }

    /**
     * Sends a code to the person the link was sent to, whoever asks for it.
     *
     * @throws Problem 409 where the link is not good (any more) or the organisation wants people to sign in, 429 after too many
     */
    @Transactional
    public void sendCode(String token) {
        Known known = usable(token);
        if (!policies.get().allowsCodes() || !PersonalMail.reaches(known.person())) {
            throw unusable("code-not-allowed", "Your organisation wants you to sign in to decide; it sends no codes.");
        }
        String code = codes.make(known.link());
        long instance = known.link().processInstanceKey();
        PersonalMail queued =
                mail.to(known.person(), code, instance, policies.get().locale());
        mails.queue(queued, now());
    }

    /**
     * Decides, and uses the link up: both or neither.
     *
     * @return how it is afterwards
     * @throws Problem 403 where it is not shown who he is, or he may not decide; 409 where link or task do not allow it (any more)
     */
    @Transactional(noRollbackFor = {Refused.class, WrongCode.class})
    public LinkView decide(
            @Nullable Caller caller, String token, @Nullable String code, Outcome outcome, @Nullable String comment) {
        long taskKey = LinkToken.verify(token, keys).map(LinkToken::taskKey).orElseThrow(FollowLink::unknown);
        // whoever comes second finds the link used
        tasks.hold(taskKey);
        Known known = usable(token);
        Proof proof =
                proof(caller, known, policies.get().allowsCodes() ? code : null).orElseThrow(() -> proofNeeded(caller));
        answers.answerByMail(Approvals.caller(known.person()), taskKey, outcome, comment, proof);
        var use = new Use(outcome, now().truncatedTo(ChronoUnit.MICROS));
        links.use(known.link(), use);
        codes.end(known.link());
        return shown(new Known(known.link().withUse(use), known.person()));
    }

    private LinkView shown(Known known) {
        DecisionLink link = known.link();
        Caller person = Approvals.caller(known.person());
        AskedOne asked = approvals.show(person, link.taskKey()).orElse(null);
        State state = link.used() != null
                ? State.USED
                : asked == null || !asked.decide().allowed()
                        ? State.CLOSED
                        : link.hasExpired(now()) ? State.EXPIRED : State.OPEN;
        return new LinkView(
                state,
                false,
                link.expiresAt(),
                new Person(person.name(), person.displayName()),
                link.used() == null
                        ? null
                        : new Used(link.used().outcome(), link.used().at()),
                asked);
    }

    private Known usable(String token) {
        LinkToken signed = LinkToken.verify(token, keys).orElseThrow(FollowLink::unknown);
        DecisionLink link =
                links.find(signed.linkId()).filter(found -> isOf(found, signed)).orElseThrow(FollowLink::unknown);
        if (policies.get().isOff()) {
            throw unusable("decision-link-turned-off", "Your organisation does not let people decide by mail now.");
        }
        if (link.used() != null) {
            throw unusable("decision-link-used", "A decision was made with this link already, and it makes no other.");
        }
        if (link.hasExpired(now())) {
            throw unusable("decision-link-expired", "This link has expired. Open the task in Countersign.");
        }
        return person(link, signed)
                .map(person -> new Known(link, person))
                .orElseThrow(() -> unusable(
                        "decision-link-locked",
                        "Whom this link was sent to may not decide at present. Ask an administrator."));
    }

    private boolean isGood(DecisionLink link) {
        return link.used() == null && !link.hasExpired(now());
    }

    private static boolean isOf(DecisionLink link, LinkToken signed) {
        return link.taskKey() == signed.taskKey() && link.expiresAt().equals(signed.expiresAt());
    }

    private Optional<UserAccount> person(DecisionLink link, LinkToken signed) {
        return directory
                .person(link.username())
                .filter(person -> person.id().equals(signed.person()))
                .filter(person -> person.enabled() && person.roles().contains(Role.USER));
    }

    private Optional<Proof> proof(@Nullable Caller caller, Known known, @Nullable String code) {
        if (caller != null
                && caller.isPerson()
                && caller.name().equals(known.link().username())) {
            return Optional.of(Proof.MAIL_LINK);
        }
        if (code == null || code.isBlank()) {
            return Optional.empty();
        }
        codes.check(known.link(), code);
        return Optional.of(Proof.ONE_TIME_CODE);
    }

    private Instant now() {
        return clock.instant();
    }

    private static Problem unknown() {
        return Problem.notFound(
                "decision-link-unknown",
                "This link can't be used",
                "It is not a link of Countersign, or not the whole of it. Follow the link in the mail itself.");
    }

    private static Problem unusable(String slug, String detail) {
        return Problem.conflict(slug, "This link can't be used", detail);
    }

    private static Problem proofNeeded(@Nullable Caller caller) {
        return caller != null && caller.isPerson()
                ? Problem.forbidden(
                        "decision-link-of-other",
                        "This link was sent to somebody else",
                        "Nobody else can decide with it. If the task is for you, too, open it in Countersign.")
                : new Problem(
                        HttpStatus.FORBIDDEN,
                        "decision-link-needs-proof",
                        "It is not known who you are",
                        "Sign in, or have a code sent if your organisation allows that.",
                        List.of());
    }
}
