package io.countersign.workers.records;

import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.notices.NoticeKind;
import io.countersign.notices.Page;
import io.countersign.notices.WriteNotice;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.rendering.PDFRenderer;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RenderPdfTests {

    private final RenderPdf renderPdf = new RenderPdf();
    private final WriteNotice notices = new WriteNotice((kind, language) -> Optional.empty());

    @Test
    void showsWhatWasDecidedInAllLettersOfEurope() throws IOException {
        byte[] pdf = renderPdf.of(
                record(Locale.GERMAN, "Jörg Müßig, Żółć, Ελένη Παπαδοπούλου, Дмитрий Щербаков", "Genehmigt – 100 €"));

        assertThat(text(pdf))
                .contains("Jörg Müßig, Żółć, Ελένη Παπαδοπούλου, Дмитрий Щербаков", "Genehmigt – 100 €")
                .contains("Entscheidungen", "in Vertretung für", "Zeitzone Europe/Berlin");
    }

    @Test
    void isMadeToBeKeptAndToBeReadByEverybody() throws IOException {
        try (PDDocument document = Loader.loadPDF(renderPdf.of(record(Locale.ENGLISH, "Ann", "Fine.")))) {
            String metadata =
                    new String(document.getDocumentCatalog().getMetadata().toByteArray(), StandardCharsets.UTF_8);
            assertThat(metadata).contains("pdfaid:part", "pdfuaid:part", "Decision: forklift");
            assertThat(document.getDocumentCatalog().getLanguage()).isEqualTo("en");
            assertThat(document.getDocumentCatalog().getMarkInfo().isMarked()).isTrue();
            assertThat(document.getDocumentCatalog().getStructureTreeRoot()).isNotNull();
            assertThat(document.getDocumentInformation().getTitle()).isEqualTo("Decision: forklift");
            assertThat(fonts(document)).isNotEmpty().allMatch(PDFont::isEmbedded);
        }
    }

    @Test
    void fetchesNothingWhateverAPageSays(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("secret.txt"), "s3cret of the machine");
        AtomicInteger calls = new AtomicInteger();
        try (ServerSocket socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            Thread.startVirtualThread(() -> count(socket, calls));
            String http = "http://127.0.0.1:" + socket.getLocalPort() + "/";
            StringBuilder html = new StringBuilder();
            for (String address : List.of(
                    http + "x",
                    file.toUri().toString(),
                    "jar:" + http + "x.jar!/y",
                    "//127.0.0.1:" + socket.getLocalPort() + "/z",
                    "ftp://127.0.0.1:" + socket.getLocalPort() + "/f",
                    "classpath:/workers.yaml",
                    "../secret.txt")) {
                html.append(
                                "<img src=\"%1$s\" alt=\"a\"/><link rel=\"stylesheet\" href=\"%1$s\"/><object data=\"%1$s\"></object><iframe src=\"%1$s\"></iframe>"
                                        .formatted(address))
                        .append(
                                "<style>@import url(\"%1$s\"); @font-face { font-family: F; src: url(\"%1$s\"); }</style>"
                                        .formatted(address))
                        .append(
                                "<p style=\"background-image: url('%1$s'); content: url('%1$s'); list-style-image: url('%1$s')\">seen</p>"
                                        .formatted(address))
                        .append(
                                "<svg xmlns=\"http://www.w3.org/2000/svg\"><image href=\"%1$s\"/></svg><script src=\"%1$s\"></script><embed src=\"%1$s\"/>"
                                        .formatted(address))
                        .append("<a href=\"%1$s\" download=\"x\" data-content=\"%1$s\">link</a>".formatted(address));
            }

            byte[] pdf = renderPdf.of(new Page("Hostile", html.toString(), Locale.ENGLISH));

            assertThat(text(pdf)).contains("seen").doesNotContain("s3cret");
            assertThat(calls).hasValue(0);
        }
    }

    @Test
    void showsTextsOfPeopleAsTheyAre() throws IOException {
        String hostile =
                "<script>alert(1)</script> <b>bold</b> {{title}} {{{title}}} &lt; ]]> <!-- x --> </td></table>";

        assertThat(text(renderPdf.of(record(Locale.ENGLISH, hostile, hostile))).replaceAll("\\s+", " "))
                .contains(
                        "<script>alert(1)</script> <b>bold</b> {{title}} {{{title}}} &lt; ]]> <!-- x --> </td></table>");
    }

    @Test
    void endsWithWhatNoFontHasAndWithVeryLongWords() throws IOException {
        byte[] pdf = renderPdf.of(record(
                Locale.ENGLISH,
                "漢字 \uD83D\uDE00 \u202Eevil\u200B " + "x".repeat(3_000),
                "\u0007\uFFFE" + "y ".repeat(5_000)));

        assertThat(text(pdf)).contains("xxx", "y y", "Approve as finance");
    }

    @Test
    void goesOnForManyPages() throws IOException {
        Map<String, Object> words = words("Ann", "Fine.");
        List<Object> decisions = new ArrayList<>();
        IntStream.range(0, 120).forEach(i -> decisions.addAll((List<?>) words.get("decisions")));
        words.put("decisions", decisions);

        byte[] pdf = renderPdf.of(notices.page(NoticeKind.RECORD, Locale.ENGLISH, words));

        try (PDDocument document = Loader.loadPDF(pdf)) {
            assertThat(document.getNumberOfPages()).isGreaterThan(10);
            assertThat(text(pdf)).contains("2 / " + document.getNumberOfPages());
        }
    }

    /** To be looked at: target/record-….png. */
    @Test
    void drawsPages() throws IOException {
        for (Locale locale : List.of(Locale.ENGLISH, Locale.GERMAN)) {
            byte[] pdf = renderPdf.of(record(
                    locale,
                    "Jörg Müßig (jörg)",
                    "Please order it before the end of the year.\nThe old one can't be repaired."));
            assertThat(text(pdf)).containsPattern("end of the year\\.\\s*\\R\\s*The old one");
            Files.write(Path.of("target", "record-" + locale + ".pdf"), pdf);
            try (PDDocument document = Loader.loadPDF(pdf)) {
                var picture = new PDFRenderer(document).renderImageWithDPI(0, 96);
                assertThat(picture.getWidth()).isBetween(780, 800);
                ImageIO.write(
                        picture,
                        "png",
                        Path.of("target", "record-" + locale + ".png").toFile());
            }
        }
    }

    private Page record(Locale locale, String name, String comment) {
        return notices.page(NoticeKind.RECORD, locale, words(name, comment));
    }

    private static Map<String, Object> words(String name, String comment) {
        Map<String, Object> words = new HashMap<>();
        words.put("title", "Decision: forklift");
        words.put("process", "Purchase request");
        words.put("reference", "PO-1042");
        words.put("instance", "2251799813685249");
        words.put("requester", name);
        words.put("requestedAt", "Friday, 20 November 2026 at 09:12 CET");
        words.put("madeAt", "Monday, 23 November 2026 at 20:17 CET");
        words.put("zone", "Europe/Berlin");
        words.put(
                "values",
                List.of(
                        Map.of("name", "What do you need?", "value", "Forklift"),
                        Map.of("name", "Amount", "value", "€7,400.00"),
                        Map.of("name", "Why", "value", comment)));
        words.put(
                "decisions",
                List.of(
                        Map.of(
                                "task",
                                "Approve as manager",
                                "approved",
                                true,
                                "rejected",
                                false,
                                "completed",
                                false,
                                "expired",
                                false,
                                "open",
                                false,
                                "policy",
                                "one vote decided",
                                "endedAt",
                                "Saturday, 21 November 2026 at 10:00 CET",
                                "votes",
                                List.of(vote(name, "", "approved", comment))),
                        Map.of(
                                "task",
                                "Approve as finance",
                                "approved",
                                false,
                                "rejected",
                                true,
                                "completed",
                                false,
                                "expired",
                                false,
                                "open",
                                false,
                                "policy",
                                "everybody had to approve",
                                "endedAt",
                                "Monday, 23 November 2026 at 08:30 CET",
                                "votes",
                                List.of(
                                        vote("Fia Blum (fia)", "", "approved", ""),
                                        vote("Ben Ito (ben)", "Max Winter (max)", "rejected", "Over budget.")))));
        return words;
    }

    private static Map<String, Object> vote(String by, String onBehalfOf, String outcome, String comment) {
        Map<String, Object> vote = new HashMap<>(Map.of("by", by, "onBehalfOf", onBehalfOf, "comment", comment));
        vote.put("at", "Saturday, 21 November 2026 at 10:00 CET");
        List.of("approved", "rejected", "completed", "expired").forEach(one -> vote.put(one, one.equals(outcome)));
        return vote;
    }

    private static void count(ServerSocket socket, AtomicInteger calls) {
        while (!socket.isClosed()) {
            try {
                socket.accept().close();
                calls.incrementAndGet();
            } catch (IOException closed) {
                return;
            }
        }
    }

    private static List<PDFont> fonts(PDDocument document) throws IOException {
        List<PDFont> fonts = new ArrayList<>();
        for (PDPage page : document.getPages()) {
            for (var name : page.getResources().getFontNames()) {
                fonts.add(page.getResources().getFont(name));
            }
        }
        return fonts;
    }

    private static String text(byte[] pdf) throws IOException {
        try (PDDocument document = Loader.loadPDF(pdf)) {
            return new PDFTextStripper().getText(document);
        }
    }
}
