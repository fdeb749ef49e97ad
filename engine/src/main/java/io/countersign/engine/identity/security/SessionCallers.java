package io.countersign.engine.identity.security;

import io.countersign.engine.identity.Directory;
import io.countersign.engine.identity.UserAccount;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.context.DeferredSecurityContext;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.context.HttpRequestResponseHolder;
import org.springframework.security.web.context.SecurityContextRepository;
import org.springframework.session.FindByIndexNameSessionRepository;
import org.springframework.stereotype.Component;

/** Finds the person behind a session. The session knows the username only; roles are looked up, so changes count at once. */
@Component
class SessionCallers implements SecurityContextRepository {

    private static final String USERNAME = FindByIndexNameSessionRepository.PRINCIPAL_NAME_INDEX_NAME;

    private final Directory directory;
    private final SecuritySettings settings;
    private final Clock clock;

    SessionCallers(Directory directory, SecuritySettings settings, Clock clock) {
        this.directory = directory;
        this.settings = settings;
        this.clock = clock;
    }

    /** Starts a session under a new id; what was in an older one is gone. */
    void start(HttpServletRequest request, UserAccount user) {
        end(request);
        request.getSession(true).setAttribute(USERNAME, user.username());
    }

    void end(HttpServletRequest request) {
        var session = request.getSession(false);
        if (session != null) {
            session.invalidate();
        }
    }

    @Override
    public DeferredSecurityContext loadDeferredContext(HttpServletRequest request) {
        return new Deferred(request);
    }

    @Override
    @Deprecated
    @SuppressWarnings("InlineMeSuggester")
    public SecurityContext loadContext(HttpRequestResponseHolder holder) {
        return loadDeferredContext(holder.getRequest()).get();
    }

    @Override
    public void saveContext(SecurityContext context, HttpServletRequest request, HttpServletResponse response) {
        // nothing: a session begins with start and keeps no more than a name
    }

    @Override
    public boolean containsContext(HttpServletRequest request) {
        var session = request.getSession(false);
        return session != null && session.getAttribute(USERNAME) != null;
    }

    private SecurityContext load(HttpServletRequest request) {
        var session = request.getSession(false);
        if (session == null || !(session.getAttribute(USERNAME) instanceof String username)) {
            return SecurityContextHolder.createEmptyContext();
        }
        var end = Instant.ofEpochMilli(session.getCreationTime()).plus(settings.sessionLifetime());
        var user = directory.person(username).filter(UserAccount::enabled);
        if (user.isEmpty() || clock.instant().isAfter(end)) {
            session.invalidate();
            return SecurityContextHolder.createEmptyContext();
        }
        return CallerAuthentication.of(user.get()).inContext();
    }

    private final class Deferred implements DeferredSecurityContext {

        private final HttpServletRequest request;
        private @Nullable SecurityContext loaded;

        Deferred(HttpServletRequest request) {
            this.request = request;
        }

        @Override
        public SecurityContext get() {
            var context = loaded;
            if (context == null) {
                context = load(request);
                loaded = context;
            }
            return context;
        }

        @Override
        public boolean isGenerated() {
            return get().getAuthentication() == null;
        }
    }
}
