package io.countersign.engine.identity.security;

import io.countersign.engine.identity.ApiKeys;
import io.countersign.engine.identity.security.Access.Anyone;
import io.countersign.engine.web.ProblemResponses;
import jakarta.servlet.DispatcherType;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.security.authorization.AuthorizationDecision;
import org.springframework.security.authorization.AuthorizationManager;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.observation.SecurityObservationSettings;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.ExceptionTranslationFilter;
import org.springframework.security.web.access.intercept.RequestAuthorizationContext;
import org.springframework.security.web.context.NullSecurityContextRepository;
import org.springframework.security.web.csrf.CookieCsrfTokenRepository;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;

/** Two ways in, one table of rules: systems with a key, and browsers with a session. */
@Configuration(proxyBeanMethods = false)
class SecurityConfiguration {

    /** bpmn-js, form-js and Mantine write style attributes; nothing may write scripts. */
    private static final String CONTENT_SECURITY_POLICY = "default-src 'self'; script-src 'self';"
            + " style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; font-src 'self' data:; connect-src 'self';"
            + " worker-src 'self'; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

    private final RouteTable routes;
    private final RateLimits limits;
    private final Refusals refusals;

    SecurityConfiguration(RouteTable routes, RateLimits limits, Refusals refusals) {
        this.routes = routes;
        this.limits = limits;
        this.refusals = refusals;
    }

    @Bean
    CookieCsrfTokenRepository csrfTokens() {
        return CookieCsrfTokenRepository.withHttpOnlyFalse();
    }

    /** Requests are measured as a whole; a measurement for each filter would cost more than most filters. */
    @Bean
    SecurityObservationSettings measureNoFilters() {
        return SecurityObservationSettings.noObservations();
    }

    @Bean
    @Order(1)
    SecurityFilterChain chainForSystems(HttpSecurity http, ApiKeys keys, ProblemResponses responses) {
        return common(http)
                .securityMatcher(request -> request.getHeader(HttpHeaders.AUTHORIZATION) != null)
                .csrf(AbstractHttpConfigurer::disable)
                .securityContext(context -> context.securityContextRepository(new NullSecurityContextRepository()))
                .addFilterBefore(new ApiKeyFilter(keys, limits, responses), ExceptionTranslationFilter.class)
                .addFilterBefore(new RateLimitFilter(limits, routes), ExceptionTranslationFilter.class)
                .build();
    }

    @Bean
    @Order(2)
    SecurityFilterChain chainForPeople(
            HttpSecurity http, SessionCallers callers, CookieCsrfTokenRepository csrfTokens) {
        // nothing is to be gained by signing somebody in from elsewhere: a JSON body can't be sent across sites unasked
        return common(http)
                .csrf(csrf -> csrf.spa()
                        .csrfTokenRepository(csrfTokens)
                        .ignoringRequestMatchers(
                                PathPatternRequestMatcher.pathPattern(HttpMethod.POST, "/api/v1/session"),
                                PathPatternRequestMatcher.pathPattern(HttpMethod.POST, "/api/v1/setup/{token}")))
                .securityContext(context -> context.securityContextRepository(callers))
                .addFilterBefore(new RateLimitFilter(limits, routes), ExceptionTranslationFilter.class)
                .build();
    }

    private HttpSecurity common(HttpSecurity http) {
        return http.formLogin(AbstractHttpConfigurer::disable)
                .httpBasic(AbstractHttpConfigurer::disable)
                .logout(AbstractHttpConfigurer::disable)
                .requestCache(AbstractHttpConfigurer::disable)
                .exceptionHandling(
                        handling -> handling.authenticationEntryPoint(refusals).accessDeniedHandler(refusals))
                .headers(headers -> headers.contentSecurityPolicy(csp -> csp.policyDirectives(CONTENT_SECURITY_POLICY))
                        .referrerPolicy(referrer -> referrer.policy(ReferrerPolicy.SAME_ORIGIN))
                        .permissionsPolicyHeader(
                                permissions -> permissions.policy("camera=(), geolocation=(), microphone=()")))
                .authorizeHttpRequests(requests -> requests.dispatcherTypeMatchers(
                                DispatcherType.ASYNC, DispatcherType.ERROR)
                        .permitAll()
                        .requestMatchers(request -> routes.accessTo(request).isPresent())
                        .access(byTable())
                        .anyRequest()
                        .denyAll());
    }

    private AuthorizationManager<RequestAuthorizationContext> byTable() {
        return (authentication, context) -> new AuthorizationDecision(routes.accessTo(context.getRequest())
                // who it is need not be known where everybody may: no session is loaded for the web app's files
                .filter(access ->
                        access instanceof Anyone || access.permits(CallerAuthentication.callerOf(authentication.get())))
                .isPresent());
    }
}
