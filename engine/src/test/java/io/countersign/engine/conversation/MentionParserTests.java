package io.countersign.engine.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MentionParserTests {

    private static final Set<String> PEOPLE = Set.of("ann", "ben.cole", "rita@example.com", "x");

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    @ann please look                    | ann
                    Thanks, @ann.                       | ann
                    (@ann, @ben.cole) and @ann again    | ann,ben.cole
                    @rita@example.com?                  | rita@example.com
                    @ben.cole...                        | ben.cole
                    zwei Zeilen, dann @x                | x
                    ann@ann is an address               |
                    meet @ 5 with @nobody               |
                    @Ann is no user name                |
                    @@ann                               |
                    @annabel                            |
                    """)
    void findWhoIsMeant(String text, String expected) {
        assertThat(MentionParser.parse(text, PEOPLE::contains))
                .containsExactlyElementsOf(expected == null ? Set.<String>of() : Arrays.asList(expected.split(",")));
    }
}
