package io.countersign.engine.identity.security;

import io.countersign.engine.identity.Caller;
import io.countersign.engine.identity.Role;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Who may use a route. */
sealed interface Access {

    /** @param caller null for somebody who did not say who he is */
    boolean permits(@Nullable Caller caller);

    /** In words, for the answer to somebody who may not. */
    String needs();

    static Access anyone() {
        return new Anyone();
    }

    static Access signedIn() {
        return new SignedIn();
    }

    static Access roles(Role first, Role... others) {
        return new Roles(EnumSet.of(first, others));
    }

    /** Every system with a key, and people with one of the roles. */
    static Access systemsAnd(Role first, Role... others) {
        return new SystemsAnd(new Roles(EnumSet.of(first, others)));
    }

    record Anyone() implements Access {
        @Override
        public boolean permits(@Nullable Caller caller) {
            return true;
        }

        @Override
        public String needs() {
            return "nothing";
        }
    }

    record SignedIn() implements Access {
        @Override
        public boolean permits(@Nullable Caller caller) {
            return caller != null;
        }

        @Override
        public String needs() {
            return "a sign-in";
        }
    }

    record Roles(Set<Role> roles) implements Access {
        @Override
        public boolean permits(@Nullable Caller caller) {
            return caller != null && roles.stream().anyMatch(caller::has);
        }

        @Override
        public String needs() {
            return roles.stream().map(Enum::name).collect(Collectors.joining(" or ", "the role ", ""));
        }
    }

    record SystemsAnd(Roles people) implements Access {
        @Override
        public boolean permits(@Nullable Caller caller) {
            return caller != null && (!caller.isPerson() || people.permits(caller));
        }

        @Override
        public String needs() {
            return people.needs() + ", or an API key";
        }
    }
}
