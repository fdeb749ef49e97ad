package io.countersign.engine.identity.security;

import io.countersign.engine.identity.Caller;
import io.countersign.engine.identity.security.Access.Anyone;
import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.PathItem;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.info.License;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import io.swagger.v3.oas.models.security.SecurityScheme;
import java.util.List;
import java.util.Objects;
import org.springdoc.core.customizers.GlobalOpenApiCustomizer;
import org.springdoc.core.utils.SpringDocUtils;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Says in the API's document who may call what, from the same table that decides it. */
@Configuration(proxyBeanMethods = false)
class ApiDocument {

    private static final String SESSION = "session";
    private static final String KEY = "apiKey";

    static {
        SpringDocUtils.getConfig().addRequestWrapperToIgnore(Caller.class);
    }

    @Bean
    OpenAPI api() {
        return new OpenAPI()
                .info(new Info()
                        .title("Countersign")
                        .version("v1")
                        .description(
                                "Workflow automation on Zeebe. Addresses under /v2 have the shapes of the Camunda 8"
                                        + " Orchestration Cluster REST API; those under /api/v1 are Countersign's own. Engine keys"
                                        + " are strings. Lists are read page by page with nextCursor.")
                        .license(new License().name("Apache-2.0").identifier("Apache-2.0")))
                .components(new Components()
                        .addSecuritySchemes(
                                SESSION,
                                new SecurityScheme()
                                        .type(SecurityScheme.Type.APIKEY)
                                        .in(SecurityScheme.In.COOKIE)
                                        .name("SESSION")
                                        .description(
                                                "A person, after POST /api/v1/session. What changes something needs the"
                                                        + " cookie XSRF-TOKEN in the header X-XSRF-TOKEN."))
                        .addSecuritySchemes(
                                KEY,
                                new SecurityScheme()
                                        .type(SecurityScheme.Type.HTTP)
                                        .scheme("bearer")
                                        .description("A system, with a key such as cs_….")));
    }

    @Bean
    GlobalOpenApiCustomizer accessInDocument() {
        return api -> Routes.RULES.forEach(rule -> {
            var path = api.getPaths().get(rule.pattern());
            if (path != null) {
                var operation = path.readOperationsMap()
                        .get(PathItem.HttpMethod.valueOf(rule.method().name()));
                if (operation != null) {
                    describe(operation, rule.access());
                }
            }
        });
    }

    private static void describe(Operation operation, Access access) {
        if (access instanceof Anyone) {
            operation.setSecurity(List.of());
            return;
        }
        operation.setSecurity(
                List.of(new SecurityRequirement().addList(SESSION), new SecurityRequirement().addList(KEY)));
        var problem =
                Objects.requireNonNull(operation.getResponses().get("default")).getContent();
        operation
                .getResponses()
                .addApiResponse(
                        "401", new ApiResponse().description("Not signed in").content(problem));
        operation
                .getResponses()
                .addApiResponse(
                        "403",
                        new ApiResponse()
                                .description("It needs " + access.needs())
                                .content(problem));
    }
}
