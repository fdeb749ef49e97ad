package io.countersign.engine.attachments;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.countersign.engine.web.Problem;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.context.properties.bind.Binder;

class FileTypesTests {

    private static final String PDF = "%PDF-1.7\n1 0 obj\n<< /Type /Catalog >>\nendobj\n%%EOF\n";

    private final FileTypes types =
            new FileTypes(new Binder(List.of()).bindOrCreate("countersign.attachments", AttachmentSettings.class));

    @Test
    void findsWhatAFileIs() throws IOException {
        assertThat(check("offer.pdf", PDF)).isEqualTo("application/pdf");
        assertThat(check("OFFER.PDF", PDF)).isEqualTo("application/pdf");
        assertThat(check("list.csv", "a;b\n1;2\n")).isEqualTo("text/csv");
        assertThat(check("note.txt", "Grüße\n")).isEqualTo("text/plain");
        assertThat(check("scan.png", "\u0089PNG\r\n\u001a\n\0\0\0\rIHDR")).isEqualTo("image/png");
        assertThat(check("scan.jpeg", "\u00ff\u00d8\u00ff\u00e0\0\u0010JFIF\0")).isEqualTo("image/jpeg");
        assertThat(types.check(
                        "letter.docx", new ByteArrayInputStream(zip("[Content_Types].xml", "word/document.xml"))))
                .isEqualTo("application/vnd.openxmlformats-officedocument.wordprocessingml.document");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    offer.pdf  | <!DOCTYPE html><html><body><script>alert(1)</script></body></html>
                    offer.pdf  | <html><body>hello</body></html>
                    offer.html | <html><body>hello</body></html>
                    note.txt   | <html><script>alert(1)</script></html>
                    logo.svg   | <svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>
                    logo.png   | <svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>
                    data.xml   | <?xml version="1.0"?><a/>
                    run.bat    | @echo off
                    run.sh     | #!/bin/sh
                    note.txt   | #!/bin/sh
                    tool.pdf   | MZ-an-executable
                    """)
    void refusesWhatIsNotTaken(String name, String content) {
        assertThatThrownBy(() -> check(name, content)).isInstanceOfSatisfying(Problem.class, problem -> {
            assertThat(problem.slug()).isEqualTo("attachment-type");
            assertThat(problem).hasMessageContaining(name);
        });
    }

    @ParameterizedTest
    @CsvSource({"offer.docx", "offer.txt", "offer", "offer.pdf.exe", "offer.html"})
    void refusesANameThatSaysSomethingElse(String name) {
        assertThatThrownBy(() -> check(name, PDF))
                .isInstanceOfSatisfying(
                        Problem.class, problem -> assertThat(problem.slug()).isEqualTo("attachment-type"));
    }

    @Test
    void refusesAnArchiveAndWhatCallsItselfADocument() throws IOException {
        byte[] archive = zip("a.txt");

        assertThatThrownBy(() -> types.check("all.zip", new ByteArrayInputStream(archive)))
                .isInstanceOf(Problem.class)
                .hasMessageContaining(".pdf");
        assertThatThrownBy(() -> types.check("macro.docm", new ByteArrayInputStream(archive)))
                .isInstanceOf(Problem.class);
    }

    private String check(String name, String content) throws IOException {
        boolean binary = content.charAt(0) > 127;
        return types.check(
                name,
                new ByteArrayInputStream(
                        content.getBytes(binary ? StandardCharsets.ISO_8859_1 : StandardCharsets.UTF_8)));
    }

    private static byte[] zip(String... names) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(bytes)) {
            for (String name : names) {
                zip.putNextEntry(new ZipEntry(name));
                zip.write('x');
            }
        }
        return bytes.toByteArray();
    }
}
