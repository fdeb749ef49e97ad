package io.countersign.workers.notifications;

import io.countersign.store.mail.Recipient;
import io.countersign.store.mail.Recipient.Kind;
import io.countersign.workers.directory.Directory;
import io.countersign.workers.directory.Person;
import io.countersign.workers.directory.Requester;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Component;

/** Turns what a model names into addresses. */
@Component
class ResolveRecipients {

    private final Directory directory;

    ResolveRecipients(Directory directory) {
        this.directory = directory;
    }

    Recipients of(Email email, Requester requester) {
        Resolution resolution = new Resolution(requester);
        var all = new ArrayList<Recipient>();
        all.addAll(resolution.recipients(email.to(), Kind.TO));
        all.addAll(resolution.recipients(email.cc(), Kind.CC));
        all.addAll(resolution.recipients(email.bcc(), Kind.BCC));
        return new Recipients(all, resolution.skipped);
    }

    private final class Resolution {

        private final Requester requester;
        private final Set<String> seen = new HashSet<>();
        private final List<String> skipped = new ArrayList<>();

        Resolution(Requester requester) {
            this.requester = requester;
        }

        List<Recipient> recipients(List<String> names, Kind kind) {
            return names.stream()
                    .flatMap(name -> resolve(name, kind).stream())
                    .filter(this::isNew)
                    .toList();
        }

        private boolean isNew(Recipient recipient) {
            return seen.add(recipient.address().toLowerCase(Locale.ROOT));
        }

        private List<Recipient> resolve(String name, Kind kind) {
            if (name.equals("requester")) {
                return requester instanceof Requester.Known(var username)
                        ? user(username, kind)
                        : skip("the requester, who isn't known");
            }
            if (name.startsWith("user:")) {
                return user(name.substring("user:".length()), kind);
            }
            if (name.startsWith("group:")) {
                return group(name.substring("group:".length()), kind);
            }
            return EmailAddress.parse(name)
                    .map(address -> List.of(new Recipient(address, null, kind)))
                    .orElseGet(() -> skip("'" + name + "', which is no address"));
        }

        private List<Recipient> user(String username, Kind kind) {
            Optional<Person> person = directory.person(username);
            if (person.isEmpty()) {
                return skip("'" + username + "', who isn't in the directory");
            }
            return recipient(person.get(), kind);
        }

        private List<Recipient> group(String groupId, Kind kind) {
            Optional<List<Person>> members = directory.members(groupId);
            if (members.isEmpty()) {
                return skip("the group '" + groupId + "', which doesn't exist");
            }
            if (members.get().isEmpty()) {
                return skip("the group '" + groupId + "', which has no members");
            }
            return members.get().stream()
                    .flatMap(person -> recipient(person, kind).stream())
                    .toList();
        }

        private List<Recipient> recipient(Person person, Kind kind) {
            return Optional.ofNullable(person.enabled() ? person.email() : null)
                    .flatMap(EmailAddress::parse)
                    .map(address -> List.of(new Recipient(address, person.username(), kind)))
                    .orElseGet(() -> skip("'" + person.username() + "', who has no e-mail address or is disabled"));
        }

        private List<Recipient> skip(String whom) {
            skipped.add(whom);
            return List.of();
        }
    }
}
