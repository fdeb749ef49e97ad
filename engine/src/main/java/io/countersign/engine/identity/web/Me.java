package io.countersign.engine.identity.web;

import io.countersign.engine.identity.Caller;
import io.countersign.engine.identity.Directory;
import io.countersign.engine.identity.Groups;
import io.countersign.engine.identity.UserAccount;
import io.countersign.engine.identity.web.MeView.GroupName;
import java.util.List;
import org.springframework.stereotype.Component;

/** Puts together what a caller is told about himself. */
@Component
public class Me {

    private final Directory directory;
    private final Groups groups;

    Me(Directory directory, Groups groups) {
        this.directory = directory;
        this.groups = groups;
    }

    MeView of(Caller caller) {
        return caller.isPerson()
                ? directory.person(caller.name()).map(this::of).orElseGet(() -> nameOnly(caller))
                : nameOnly(caller);
    }

    public MeView of(UserAccount user) {
        var names = groups.displayNames(user.groups());
        return new MeView(
                Caller.Kind.PERSON,
                user.username(),
                user.displayName(),
                user.email(),
                user.locale(),
                user.roles().stream().sorted().toList(),
                user.groups().stream()
                        .sorted()
                        .map(id -> new GroupName(id, names.getOrDefault(id, id)))
                        .toList());
    }

    private static MeView nameOnly(Caller caller) {
        return new MeView(
                caller.kind(),
                caller.name(),
                caller.displayName(),
                null,
                null,
                caller.roles().stream().sorted().toList(),
                List.of());
    }
}
