package io.countersign.workers.records;

import io.countersign.notices.ValuesInWords;
import io.countersign.notices.Wording;
import io.countersign.workers.directory.Directory;
import io.countersign.workers.directory.Person;
import io.countersign.workers.directory.Requester;
import io.countersign.workers.records.Proceedings.Decided;
import io.countersign.workers.records.Proceedings.Vote;
import java.time.Instant;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.ResourceBundle;
import java.util.ResourceBundle.Control;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Says in the words of a template how a request went. */
@Component
class RecordWords {

    private static final Control NO_OTHER_LANGUAGE = Control.getNoFallbackControl(Control.FORMAT_PROPERTIES);
    private static final List<String> OUTCOMES = List.of("approved", "rejected", "completed", "expired");

    private final Directory directory;
    private final RecordSettings settings;

    RecordWords(Directory directory, RecordSettings settings) {
        this.directory = directory;
        this.settings = settings;
    }

    Map<String, Object> of(Proceedings went, Requester requester, @Nullable String title, Locale locale, Instant now) {
        ResourceBundle labels =
                ResourceBundle.getBundle("io.countersign.workers.records.record", locale, NO_OTHER_LANGUAGE);
        Wording wording = new Wording(locale);
        Map<String, Object> words = new HashMap<>();
        words.put("title", title == null ? labels.getString("title") + ": " + went.process() : title);
        words.put("process", went.process());
        words.put("reference", went.reference() == null ? "" : went.reference());
        words.put("instance", String.valueOf(went.processInstanceKey()));
        words.put("requester", requester instanceof Requester.Known known ? name(known.username()) : "");
        words.put("requestedAt", moment(wording, went.startedAt()));
        words.put("madeAt", moment(wording, now));
        words.put("zone", settings.zone().getId());
        words.put("values", values(went, locale, labels));
        words.put(
                "decisions",
                went.decided().stream()
                        .map(decided -> decision(decided, wording, labels))
                        .toList());
        return words;
    }

    private static List<Map<String, String>> values(Proceedings went, Locale locale, ResourceBundle labels) {
        return new ValuesInWords(went.form(), locale, labels.getString("yes"), labels.getString("no"))
                .facts(went.values()).entrySet().stream()
                        .map(fact -> Map.of("name", fact.getKey(), "value", fact.getValue()))
                        .toList();
    }

    private Map<String, Object> decision(Decided decided, Wording wording, ResourceBundle labels) {
        boolean elsewhere = decided.votes().isEmpty();
        String outcome = elsewhere ? "completed" : decided.outcome();
        Map<String, Object> words = outcomes(outcome);
        String policy = decided.policy() == null ? "" : "policy." + decided.policy();
        words.put("task", decided.task());
        words.put("open", outcome == null);
        words.put("policy", labels.containsKey(policy) ? labels.getString(policy) : "");
        words.put("elsewhere", elsewhere);
        words.put("endedAt", outcome == null ? "" : moment(wording, decided.endedAt()));
        words.put(
                "votes",
                decided.votes().stream().map(vote -> vote(vote, wording)).toList());
        return words;
    }

    private Map<String, Object> vote(Vote vote, Wording wording) {
        Map<String, Object> words = outcomes(vote.outcome());
        words.put("by", name(vote.voter()));
        words.put("onBehalfOf", vote.onBehalfOf() == null ? "" : name(vote.onBehalfOf()));
        words.put("at", moment(wording, vote.at()));
        words.put("comment", vote.comment() == null ? "" : vote.comment());
        return words;
    }

    /** All of them, for a template that finds none here looks around it. */
    private static Map<String, Object> outcomes(@Nullable String outcome) {
        Map<String, Object> words = new LinkedHashMap<>();
        OUTCOMES.forEach(one -> words.put(one, one.equals(outcome)));
        return words;
    }

    private String name(String username) {
        return directory
                .person(username)
                .map(Person::displayName)
                .filter(name -> !name.equals(username))
                .map(name -> name + " (" + username + ")")
                .orElse(username);
    }

    private String moment(Wording wording, @Nullable Instant at) {
        ZoneId zone = settings.zone();
        return at == null ? "" : wording.moment(at, zone);
    }
}
