package io.countersign.engine.identity.security;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Primary;
import org.springframework.session.Session;
import org.springframework.session.SessionRepository;
import org.springframework.session.jdbc.JdbcIndexedSessionRepository;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Sessions whose last access is written once a minute: otherwise every request of every person would write to the database. A
 * request reads its session once, though it is asked for again when the answer is under way, and then must not fail any more.
 */
@Primary
@Component
class QuietSessions implements SessionRepository<QuietSessions.QuietSession<?>> {

    private static final Duration PRECISION = Duration.ofMinutes(1);

    private static final ThreadLocal<@Nullable Map<String, QuietSession<?>>> OF_THIS_REQUEST = new ThreadLocal<>();

    private final Store<?> store;

    @Autowired
    QuietSessions(JdbcIndexedSessionRepository sessions) {
        this(new Store<>(sessions));
    }

    private QuietSessions(Store<?> store) {
        this.store = store;
    }

    static <S extends Session> QuietSessions over(SessionRepository<S> sessions) {
        return new QuietSessions(new Store<>(sessions));
    }

    /** Around a whole request. */
    static final class ReadOnce extends OncePerRequestFilter {

        @Override
        protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
                throws ServletException, IOException {
            OF_THIS_REQUEST.set(new HashMap<>());
            try {
                chain.doFilter(request, response);
            } finally {
                OF_THIS_REQUEST.remove();
            }
        }
    }

    @Override
    public QuietSession<?> createSession() {
        return store.create();
    }

    @Override
    public void save(QuietSession<?> session) {
        session.save();
    }

    @Override
    public @Nullable QuietSession<?> findById(String id) {
        var known = OF_THIS_REQUEST.get();
        return known == null ? store.find(id) : known.computeIfAbsent(id, store::find);
    }

    @Override
    public void deleteById(String id) {
        var known = OF_THIS_REQUEST.get();
        if (known != null) {
            known.remove(id);
        }
        store.delete(id);
    }

    private record Store<S extends Session>(SessionRepository<S> sessions) {

        QuietSession<S> create() {
            return new QuietSession<>(sessions, sessions.createSession());
        }

        @Nullable
        QuietSession<S> find(String id) {
            var found = SessionTransactions.reading(() -> sessions.findById(id));
            return found == null ? null : new QuietSession<>(sessions, found);
        }

        void delete(String id) {
            sessions.deleteById(id);
        }
    }

    /** A session that notes an access only where it is news. */
    static final class QuietSession<S extends Session> implements Session {

        private final SessionRepository<S> sessions;
        private final S session;

        private QuietSession(SessionRepository<S> sessions, S session) {
            this.sessions = sessions;
            this.session = session;
        }

        private void save() {
            sessions.save(session);
        }

        @Override
        public void setLastAccessedTime(Instant time) {
            if (Duration.between(session.getLastAccessedTime(), time).compareTo(PRECISION) >= 0) {
                session.setLastAccessedTime(time);
            }
        }

        @Override
        public String getId() {
            return session.getId();
        }

        @Override
        public String changeSessionId() {
            return session.changeSessionId();
        }

        @Override
        @SuppressWarnings("TypeParameterUnusedInFormals")
        public <T> @Nullable T getAttribute(String name) {
            return session.getAttribute(name);
        }

        @Override
        public Set<String> getAttributeNames() {
            return session.getAttributeNames();
        }

        @Override
        public void setAttribute(String name, @Nullable Object value) {
            if (value == null) {
                session.removeAttribute(name);
            } else {
                session.setAttribute(name, value);
            }
        }

        @Override
        public void removeAttribute(String name) {
            session.removeAttribute(name);
        }

        @Override
        public Instant getCreationTime() {
            return session.getCreationTime();
        }

        @Override
        public Instant getLastAccessedTime() {
            return session.getLastAccessedTime();
        }

        @Override
        public void setMaxInactiveInterval(Duration interval) {
            session.setMaxInactiveInterval(interval);
        }

        @Override
        public Duration getMaxInactiveInterval() {
            return session.getMaxInactiveInterval();
        }

        @Override
        public boolean isExpired() {
            return session.isExpired();
        }
    }
}
