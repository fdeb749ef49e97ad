package io.countersign.engine.identity;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The sessions of people, on every node. */
@Component
class Sessions {

    private final JdbcClient jdbc;

    Sessions(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** With the running transaction: no new one may start before the account is disabled. */
    void endAllOf(String username) {
        jdbc.sql("delete from spring_session where principal_name = :username")
                .param("username", username)
                .update();
    }
}
