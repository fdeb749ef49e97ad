package io.countersign.workers.records;

import com.openhtmltopdf.outputdevice.helper.BaseRendererBuilder.FontStyle;
import com.openhtmltopdf.outputdevice.helper.ExternalResourceControlPriority;
import com.openhtmltopdf.pdfboxout.PdfRendererBuilder;
import com.openhtmltopdf.pdfboxout.PdfRendererBuilder.PdfAConformance;
import com.openhtmltopdf.util.XRLog;
import io.countersign.notices.Page;
import java.awt.color.ColorSpace;
import java.awt.color.ICC_Profile;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.jsoup.helper.W3CDom;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.springframework.stereotype.Component;

/**
 * Makes a PDF of a page, to be kept and to be read by everybody (PDF/A, PDF/UA). Its fonts and its style sheet are our own; nothing is
 * fetched from anywhere, whatever the page says.
 */
@Component
class RenderPdf {

    private static final String FAMILY = "Record";
    private static final String FONTS = "/liberation/LiberationSans-";
    private static final String SHEET = read("record.css");

    RenderPdf() {
        // says of every font and every rule what it does
        XRLog.setLoggingEnabled(false);
    }

    byte[] of(Page page) {
        var pdf = new ByteArrayOutputStream();
        var builder = new PdfRendererBuilder();
        builder.withW3cDocument(new W3CDom().namespaceAware(true).fromJsoup(document(page)), "about:blank");
        builder.useExternalResourceAccessControl(
                (address, type) -> false, ExternalResourceControlPriority.RUN_BEFORE_RESOLVING_URI);
        builder.useExternalResourceAccessControl(
                (address, type) -> false, ExternalResourceControlPriority.RUN_AFTER_RESOLVING_URI);
        builder.useUriResolver((base, address) -> null);
        builder.useFont(() -> resource(FONTS + "Regular.ttf"), FAMILY, 400, FontStyle.NORMAL, true);
        builder.useFont(() -> resource(FONTS + "Bold.ttf"), FAMILY, 700, FontStyle.NORMAL, true);
        builder.usePdfUaAccessibility(true);
        builder.usePdfAConformance(PdfAConformance.PDFA_3_A);
        builder.useColorProfile(ICC_Profile.getInstance(ColorSpace.CS_sRGB).getData());
        builder.withProducer("Countersign");
        builder.toStream(pdf);
        try {
            builder.run();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return pdf.toByteArray();
    }

    private static Document document(Page page) {
        Document document = Document.createShell("");
        document.outputSettings().syntax(Document.OutputSettings.Syntax.xml);
        Objects.requireNonNull(document.selectFirst("html"))
                .attr("lang", page.locale().toLanguageTag());
        document.title(page.title());
        document.head().appendElement("meta").attr("name", "subject").attr("content", page.title());
        document.head().appendElement("style").text(SHEET);
        Element body = document.body();
        body.html(page.html());
        // a reader would be told of a table with nothing in it
        body.select("table:not(:has(td))").remove();
        body.prependElement("div").addClass("footer").text(page.title());
        return document;
    }

    private static InputStream resource(String path) {
        return Objects.requireNonNull(RenderPdf.class.getResourceAsStream(path), path);
    }

    private static String read(String name) {
        try (InputStream in = resource(name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
