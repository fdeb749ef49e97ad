package io.countersign.engine.identity.security;

import io.countersign.engine.identity.Caller;
import io.countersign.engine.identity.UserAccount;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.AbstractAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;

/** Somebody who has shown who he is. Made anew for each request and never stored. */
class CallerAuthentication extends AbstractAuthenticationToken {

    private final transient Caller caller;

    CallerAuthentication(Caller caller) {
        super(caller.roles().stream()
                .map(role -> new SimpleGrantedAuthority("ROLE_" + role.name()))
                .toList());
        this.caller = caller;
        setAuthenticated(true);
    }

    static CallerAuthentication of(UserAccount user) {
        return new CallerAuthentication(
                new Caller(Caller.Kind.PERSON, user.username(), user.displayName(), user.roles(), user.groups()));
    }

    static @Nullable Caller callerOf(@Nullable Authentication authentication) {
        return authentication instanceof CallerAuthentication known ? known.caller : null;
    }

    static @Nullable Caller current() {
        return callerOf(SecurityContextHolder.getContext().getAuthentication());
    }

    SecurityContext inContext() {
        var context = SecurityContextHolder.createEmptyContext();
        context.setAuthentication(this);
        return context;
    }

    @Override
    public @Nullable Object getCredentials() {
        return null;
    }

    @Override
    public Object getPrincipal() {
        return caller;
    }

    @Override
    public String getName() {
        return caller.id();
    }
}
