package io.countersign.engine.identity.security;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.FilterChain;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.session.MapSession;
import org.springframework.session.MapSessionRepository;

class QuietSessionsTests {

    private final List<String> reads = new ArrayList<>();
    private final QuietSessions sessions = QuietSessions.over(new MapSessionRepository(new HashMap<>()) {
        @Override
        public @Nullable MapSession findById(String id) {
            reads.add(id);
            return super.findById(id);
        }
    });

    @Test
    void areReadOnceInARequest() throws Exception {
        var id = saved();

        request((request, response) -> {
            var session = sessions.findById(id);
            assertThat(session).isNotNull();
            assertThat(sessions.findById(id)).isSameAs(session);
        });
        assertThat(reads).containsExactly(id);

        request((request, response) -> assertThat(sessions.findById(id)).isNotNull());
        assertThat(reads).containsExactly(id, id);
    }

    @Test
    void areGoneInTheRequestThatEndsThem() throws Exception {
        var id = saved();

        request((request, response) -> {
            assertThat(sessions.findById(id)).isNotNull();
            sessions.deleteById(id);
            assertThat(sessions.findById(id)).isNull();
        });
    }

    private String saved() {
        var session = sessions.createSession();
        sessions.save(session);
        return session.getId();
    }

    private void request(FilterChain chain) throws Exception {
        new QuietSessions.ReadOnce().doFilter(new MockHttpServletRequest(), new MockHttpServletResponse(), chain);
    }
}
