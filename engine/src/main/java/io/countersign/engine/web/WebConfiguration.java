package io.countersign.engine.web;

import jakarta.servlet.Filter;
import java.time.Duration;
import java.util.Set;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.http.CacheControl;
import org.springframework.http.converter.HttpMessageConverters.ServerBuilder;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.ResourceHandlerRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.servlet.resource.EncodedResourceResolver;

@Configuration(proxyBeanMethods = false)
class WebConfiguration implements WebMvcConfigurer {

    /** Inside the filter that measures requests, outside everything that may fail. */
    private static final int AFTER_METRICS = Ordered.HIGHEST_PRECEDENCE + 10;

    private static final Set<String> OTHER_FORMATS = Set.of("xml", "yaml", "cbor", "x-jackson-smile");

    @Bean
    FilterRegistrationBean<RequestIdFilter> requestIdFilter() {
        return at(Ordered.HIGHEST_PRECEDENCE, new RequestIdFilter());
    }

    @Bean
    FilterRegistrationBean<ProblemFilter> problemFilter(ProblemMapper mapper, ProblemResponses responses) {
        return at(AFTER_METRICS, new ProblemFilter(mapper, responses));
    }

    @Bean
    FilterRegistrationBean<BodyLimitFilter> bodyLimitFilter(WebSettings settings) {
        return at(AFTER_METRICS + 1, new BodyLimitFilter(settings.maxBody()));
    }

    /** JSON it is, whatever else a library on the class path can read and write. */
    @Override
    public void configureMessageConverters(ServerBuilder converters) {
        converters.configureMessageConvertersList(all ->
                all.removeIf(converter -> converter.getSupportedMediaTypes().stream()
                        .anyMatch(type -> OTHER_FORMATS.contains(type.getSubtype()))));
    }

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(new InstanceKeyInterceptor());
    }

    @Override
    public void addResourceHandlers(ResourceHandlerRegistry registry) {
        // the bundler puts a hash of the content into these names
        registry.addResourceHandler("/assets/**")
                .addResourceLocations("classpath:/static/assets/")
                .setCacheControl(
                        CacheControl.maxAge(Duration.ofDays(365)).cachePublic().immutable())
                .resourceChain(true)
                .addResolver(new EncodedResourceResolver());
        registry.addResourceHandler("/**")
                .addResourceLocations("classpath:/static/")
                .setCacheControl(CacheControl.noCache())
                .resourceChain(true)
                .addResolver(new WebAppResolver());
    }

    private static <F extends Filter> FilterRegistrationBean<F> at(int order, F filter) {
        var registration = new FilterRegistrationBean<>(filter);
        registration.setOrder(order);
        return registration;
    }
}
