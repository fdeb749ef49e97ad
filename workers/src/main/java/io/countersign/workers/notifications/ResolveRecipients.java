package io.countersign.workers.notifications;

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
        return new Recipients(
                resolution.addresses(email.to()),
                resolution.addresses(email.cc()),
                resolution.addresses(email.bcc()),
                resolution.skipped);
    }

    private final class Resolution {

        private final Requester requester;
        private final Set<String> seen = new HashSet<>();
        private final List<String> skipped = new ArrayList<>();

        Resolution(Requester requester) {
            this.requester = requester;
        }

        List<String> addresses(List<String> names) {
            return names.stream()
                    .map(this::resolve)
                    .flatMap(List::stream)
                    .filter(this::isNew)
                    .toList();
        }

        private boolean isNew(String address) {
            return seen.add(address.toLowerCase(Locale.ROOT));
        }

        private List<String> resolve(String name) {
            if (name.equals("requester")) {
                return requester instanceof Requester.Known(var username)
                        ? user(username)
                        : skip("the requester, who isn't known");
            }
            if (name.startsWith("user:")) {
                return user(name.substring("user:".length()));
            }
            if (name.startsWith("group:")) {
                return group(name.substring("group:".length()));
            }
            return EmailAddress.parse(name).map(List::of).orElseGet(() -> skip("'" + name + "', which is no address"));
        }

        private List<String> user(String username) {
            Optional<Person> person = directory.person(username);
            if (person.isEmpty()) {
                return skip("'" + username + "', who isn't in the directory");
            }
            return addressOf(person.get());
        }

        private List<String> group(String groupId) {
            Optional<List<Person>> members = directory.members(groupId);
            if (members.isEmpty()) {
                return skip("the group '" + groupId + "', which doesn't exist");
            }
            if (members.get().isEmpty()) {
                return skip("the group '" + groupId + "', which has no members");
            }
            return members.get().stream()
                    .map(this::addressOf)
                    .flatMap(List::stream)
                    .toList();
        }

        private List<String> addressOf(Person person) {
            return Optional.ofNullable(person.enabled() ? person.email() : null)
                    .flatMap(EmailAddress::parse)
                    .map(List::of)
                    .orElseGet(() -> skip("'" + person.username() + "', who has no e-mail address or is disabled"));
        }

        private List<String> skip(String whom) {
            skipped.add(whom);
            return List.of();
        }
    }
}
