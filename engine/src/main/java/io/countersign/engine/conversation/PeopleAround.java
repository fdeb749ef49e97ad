package io.countersign.engine.conversation;

import io.countersign.engine.attachments.Attachments;
import io.countersign.engine.identity.Caller;
import io.countersign.engine.identity.Directory;
import io.countersign.engine.instances.InstanceFamily;
import io.countersign.engine.tasks.Involved;
import io.countersign.engine.tasks.Person;
import io.countersign.engine.tasks.SeeTask;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** Who has to do with a request, and so may be mentioned: the requester, those who have or had a task of it, those who said something. */
@Component
class PeopleAround {

    private static final int MOST = 10;

    private final SeeTask tasks;
    private final Comments comments;
    private final Attachments attachments;
    private final Directory directory;

    PeopleAround(SeeTask tasks, Comments comments, Attachments attachments, Directory directory) {
        this.tasks = tasks;
        this.comments = comments;
        this.attachments = attachments;
        this.directory = directory;
    }

    /** Those whose names have these words, without the caller; by name. */
    List<Person> find(Caller caller, InstanceFamily family, String search) {
        Involved involved = involved(family);
        List<String> words = Arrays.stream(search.strip().split("\\s+"))
                .filter(word -> !word.isEmpty())
                .toList();
        return directory.search(involved.usernames(), involved.groups(), words, MOST + 1).stream()
                .filter(worker -> !worker.username().equals(caller.name()))
                .limit(MOST)
                .map(worker -> new Person(worker.username(), worker.displayName()))
                .toList();
    }

    /** Those of these users who have nothing to do with it. */
    Set<String> strangers(InstanceFamily family, Collection<String> usernames) {
        Involved involved = involved(family);
        return usernames.stream()
                .filter(name -> !involved.usernames().contains(name)
                        && Collections.disjoint(involved.groups(), directory.groupsOf(name)))
                .collect(Collectors.toSet());
    }

    private Involved involved(InstanceFamily family) {
        Involved withTasks = tasks.involved(family.keys());
        var usernames = new HashSet<>(withTasks.usernames());
        usernames.addAll(comments.authors(family.rootKey()));
        attachments
                .ofRequest(family.rootKey(), family.startId())
                .forEach(file -> usernames.add(file.uploadedBy().username()));
        if (family.requester() != null) {
            usernames.add(family.requester());
        }
        return new Involved(usernames, withTasks.groups());
    }
}
