package io.countersign.workers.operations;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.apache.hc.client5.http.ClientProtocolException;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;

/** One client per target. It follows no redirect, keeps no cookie, and repeats nothing by itself. */
final class ApacheHttpCaller implements HttpCaller, AutoCloseable {

    private final CloseableHttpClient client;
    private final ScheduledExecutorService timer;
    private final long longestAnswer;

    /** @param proxy what all of its calls go through, which looks names up then; null: it connects to where names lead */
    ApacheHttpCaller(
            OperationSettings.Target target,
            DnsResolver dns,
            @Nullable ThroughProxy proxy,
            ScheduledExecutorService timer) {
        this.timer = timer;
        this.longestAnswer = target.maxResponse().toBytes();
        this.client = client(target, proxy == null ? dns : proxy, proxy);
    }

    private static CloseableHttpClient client(
            OperationSettings.Target target, DnsResolver dns, @Nullable ThroughProxy proxy) {
        HttpClientBuilder builder = HttpClients.custom()
                .setConnectionManager(PoolingHttpClientConnectionManagerBuilder.create()
                        .setDnsResolver(dns)
                        .setMaxConnPerRoute(target.maxConcurrent())
                        .setMaxConnTotal(target.maxConcurrent())
                        .setDefaultConnectionConfig(ConnectionConfig.custom()
                                .setConnectTimeout(timeout(target.connectTimeout()))
                                .setValidateAfterInactivity(TimeValue.ofSeconds(2))
                                .setTimeToLive(TimeValue.ofMinutes(5))
                                .build())
                        .build())
                .disableRedirectHandling()
                .disableAutomaticRetries()
                .disableCookieManagement()
                .disableAuthCaching()
                .disableContentCompression()
                .setUserAgent("Countersign");
        if (proxy != null) {
            builder.setRoutePlanner(proxy).setDefaultCredentialsProvider(proxy::credentials);
        }
        return builder.build();
    }

    @Override
    public Answer send(Call call) throws IOException {
        HttpUriRequestBase request = new HttpUriRequestBase(call.method(), call.uri());
        call.headers().forEach(request::setHeader);
        request.setEntity(call.body());
        request.setConfig(RequestConfig.custom()
                // of the silence between two bytes; the end of the whole call is the timer's
                .setResponseTimeout(timeout(call.timeout().multipliedBy(2)))
                .setConnectionRequestTimeout(timeout(call.timeout()))
                .build());
        ScheduledFuture<?> end = timer.schedule(request::cancel, call.timeout().toMillis(), TimeUnit.MILLISECONDS);
        try {
            return client.execute(request, this::read);
        } catch (ClientProtocolException e) {
            throw ThroughProxy.unwrapped(e);
        } catch (IOException e) {
            if (request.isCancelled()) {
                InterruptedIOException late = new InterruptedIOException("no answer within " + call.timeout());
                late.initCause(e);
                throw late;
            }
            throw e;
        } finally {
            end.cancel(false);
        }
    }

    private Answer read(ClassicHttpResponse response) throws IOException {
        Map<String, String> headers = new HashMap<>();
        for (Header header : response.getHeaders()) {
            headers.putIfAbsent(header.getName().toLowerCase(Locale.ROOT), header.getValue());
        }
        String type = headers.getOrDefault("content-type", "");
        return new Answer(response.getCode(), headers, type, text(response.getEntity(), charset(type)));
    }

    private String text(HttpEntity entity, Charset charset) throws IOException {
        if (entity == null) {
            return "";
        }
        try (InputStream in = entity.getContent()) {
            byte[] bytes = in.readNBytes(Math.toIntExact(longestAnswer) + 1);
            if (bytes.length > longestAnswer) {
                throw new AnswerTooLong(longestAnswer);
            }
            return new String(bytes, charset);
        }
    }

    private static Charset charset(String type) {
        ContentType parsed = ContentType.parseLenient(type);
        Charset charset = parsed == null ? null : parsed.getCharset();
        return charset == null ? StandardCharsets.UTF_8 : charset;
    }

    private static Timeout timeout(Duration duration) {
        return Timeout.ofMilliseconds(duration.toMillis());
    }

    @Override
    public void close() throws IOException {
        client.close();
    }
}
