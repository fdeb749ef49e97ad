package io.countersign.engine.attachments;

import io.countersign.engine.web.Problem;
import io.countersign.engine.web.Problem.FieldError;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.tika.metadata.Metadata;
import org.apache.tika.metadata.TikaCoreProperties;
import org.apache.tika.mime.MimeType;
import org.apache.tika.mime.MimeTypeException;
import org.apache.tika.mime.MimeTypes;
import org.springframework.stereotype.Component;

/** What a file really is. Its content says so; its name has to agree, and what was declared is not believed. */
@Component
class FileTypes {

    private final Set<String> allowed;

    FileTypes(AttachmentSettings settings) {
        this.allowed = Set.copyOf(settings.types());
    }

    /** Read at the first file: the list is long. */
    private static final class Known {
        static final MimeTypes TYPES = MimeTypes.getDefaultMimeTypes();
    }

    /**
     * The media type of a file.
     *
     * @throws Problem 422 where it is none of the allowed, or not what its name says
     */
    String check(String name, InputStream content) throws IOException {
        MimeType type = detect(name, content);
        if (!allowed.contains(type.getName())) {
            throw refused(
                    "The content of %s is of the type %s, which is not taken. Taken are %s."
                            .formatted(name, type.getName(), extensions()),
                    "is of a type that is not taken");
        }
        if (!type.getExtensions().contains(FileNames.extension(name))) {
            throw refused(
                    "The content of %s is of the type %s, but its name says something else. Name it like %s."
                            .formatted(name, type.getName(), "file" + type.getExtension()),
                    "is not what its name says");
        }
        return type.getName();
    }

    private static MimeType detect(String name, InputStream content) throws IOException {
        var hints = new Metadata();
        hints.set(TikaCoreProperties.RESOURCE_NAME_KEY, name);
        try {
            return Known.TYPES.forName(Known.TYPES
                    .detect(new BufferedInputStream(content), hints)
                    .getBaseType()
                    .toString());
        } catch (MimeTypeException e) {
            throw new IllegalStateException("the detector answered with a type that it does not know", e);
        }
    }

    private String extensions() {
        return allowed.stream().map(FileTypes::extension).sorted().collect(Collectors.joining(", "));
    }

    private static String extension(String type) {
        try {
            String extension = Known.TYPES.forName(type).getExtension();
            return extension.isEmpty() ? type : extension;
        } catch (MimeTypeException misspelt) {
            throw new IllegalStateException("countersign.attachments.types has no media type: " + type, misspelt);
        }
    }

    private static Problem refused(String detail, String message) {
        return Problem.unprocessable(
                "attachment-type", "This type of file is not taken", detail, new FieldError("file", message));
    }
}
