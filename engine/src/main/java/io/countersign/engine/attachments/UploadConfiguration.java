package io.countersign.engine.attachments;

import jakarta.servlet.MultipartConfigElement;
import org.springframework.boot.servlet.MultipartConfigFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.util.unit.DataSize;

@Configuration(proxyBeanMethods = false)
class UploadConfiguration {

    /** What a multipart body needs around its file. */
    private static final DataSize ENVELOPE = DataSize.ofKilobytes(64);

    /** No part is ever held in memory; what takes less than a file here says so itself. */
    @Bean
    MultipartConfigElement multipartLimits(AttachmentSettings settings) {
        var limits = new MultipartConfigFactory();
        limits.setMaxFileSize(settings.maxFile());
        limits.setMaxRequestSize(DataSize.ofBytes(settings.maxFile().toBytes() + ENVELOPE.toBytes()));
        limits.setFileSizeThreshold(DataSize.ofBytes(0));
        return limits.createMultipartConfig();
    }
}
