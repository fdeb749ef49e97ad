package io.countersign.engine.identity.security;

import io.countersign.engine.identity.Role;
import org.springframework.http.HttpMethod;

/**
 * Who may use one route.
 *
 * @param method GET includes HEAD
 * @param pattern exactly as the controller maps it
 */
record Rule(HttpMethod method, String pattern, Access access) {

    static Rule get(String pattern, Role first, Role... others) {
        return new Rule(HttpMethod.GET, pattern, Access.roles(first, others));
    }

    static Rule post(String pattern, Role first, Role... others) {
        return new Rule(HttpMethod.POST, pattern, Access.roles(first, others));
    }

    static Rule put(String pattern, Role first, Role... others) {
        return new Rule(HttpMethod.PUT, pattern, Access.roles(first, others));
    }

    static Rule delete(String pattern, Role first, Role... others) {
        return new Rule(HttpMethod.DELETE, pattern, Access.roles(first, others));
    }

    static Rule rule(HttpMethod method, String pattern, Access access) {
        return new Rule(method, pattern, access);
    }

    boolean takes(String wanted) {
        return method.name().equals(wanted) || (method.equals(HttpMethod.GET) && "HEAD".equals(wanted));
    }
}
