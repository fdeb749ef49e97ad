package io.countersign.engine.attachments;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FileNamesTests {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    offer.pdf                        | offer.pdf
                    ../../etc/passwd                 | passwd
                    C:\\Users\\ann\\Angebot Müller.pdf | Angebot Müller.pdf
                    .htaccess                        | htaccess
                    '  two   spaces .pdf. '          | two spaces .pdf
                    """)
    void keepOnlyWhatMayBeShownAndSaved(String name, String expected) {
        assertThat(FileNames.clean(name)).isEqualTo(expected);
    }

    @Test
    void takeOutWhatFileSystemsRefuse() {
        assertThat(FileNames.clean("a<b>c:d\"e|f?g*.txt")).isEqualTo("a_b_c_d_e_f_g_.txt");
    }

    @Test
    void takeOutWhatIsNotSeen() {
        assertThat(FileNames.clean("fdp\u202Eexe\u0000\r\n.pdf")).isEqualTo("fdpexe.pdf");
        assertThat(FileNames.clean("\u0000/\u200B")).isEmpty();
        assertThat(FileNames.clean("..")).isEmpty();
    }

    @Test
    void shortenBeforeTheExtension() {
        assertThat(FileNames.clean("x".repeat(500) + ".pdf"))
                .hasSize(FileNames.MAX_LENGTH)
                .endsWith("x.pdf");
        // a character of two parts is kept or left out as a whole
        assertThat(FileNames.clean("x".repeat(FileNames.MAX_LENGTH - 1) + "😀"))
                .isEqualTo("x".repeat(FileNames.MAX_LENGTH - 1));
    }

    @Test
    void tellTheExtension() {
        assertThat(FileNames.extension("Offer.v2.PDF")).isEqualTo(".pdf");
        assertThat(FileNames.extension("offer")).isEmpty();
    }
}
