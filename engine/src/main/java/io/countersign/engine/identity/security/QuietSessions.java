package io.countersign.engine.identity.security;

import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Primary;
import org.springframework.session.Session;
import org.springframework.session.SessionRepository;
import org.springframework.session.jdbc.JdbcIndexedSessionRepository;
import org.springframework.stereotype.Component;

/**
 * Sessions whose last access is written once a minute: otherwise every request of every person would write to the database.
 */
@Primary
@Component
class QuietSessions implements SessionRepository<QuietSessions.QuietSession<?>> {

    private static final Duration PRECISION = Duration.ofMinutes(1);

    private final Store<?> store;

    QuietSessions(JdbcIndexedSessionRepository sessions) {
        this.store = new Store<>(sessions);
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
        return store.find(id);
    }

    @Override
    public void deleteById(String id) {
        store.delete(id);
    }

    private record Store<S extends Session>(SessionRepository<S> sessions) {

        QuietSession<S> create() {
            return new QuietSession<>(sessions, sessions.createSession());
        }

        @Nullable
        QuietSession<S> find(String id) {
            var found = sessions.findById(id);
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
