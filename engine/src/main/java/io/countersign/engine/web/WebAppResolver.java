package io.countersign.engine.web;

import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.Resource;
import org.springframework.web.servlet.resource.PathResourceResolver;

/** Answers the addresses inside the web app, such as {@code /inbox/42}, with the app itself. */
class WebAppResolver extends PathResourceResolver {

    @Override
    protected @Nullable Resource getResource(String path, Resource location) throws IOException {
        var file = super.getResource(path, location);
        return file != null || isFile(path) || isInterface(path) ? file : super.getResource("index.html", location);
    }

    private static boolean isFile(String path) {
        return path.substring(path.lastIndexOf('/') + 1).contains(".");
    }

    private static boolean isInterface(String path) {
        return path.startsWith("api/")
                || path.startsWith("v2/")
                || path.startsWith("v3/")
                || path.startsWith("actuator/");
    }
}
