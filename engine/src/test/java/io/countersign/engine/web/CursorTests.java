package io.countersign.engine.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CursorTests {

    @Test
    void givesBackWhatWentIn() {
        var time = Instant.parse("2026-11-22T20:15:00.123456Z");

        var cursor = Cursor.parse(Cursor.of(time, 42L, "größe", null, ""), 5);

        assertThat(cursor.time(0)).isEqualTo(time);
        assertThat(cursor.number(1)).isEqualTo(42);
        assertThat(cursor.text(2)).isEqualTo("größe");
        assertThat(cursor.text(3)).isNull();
        assertThat(cursor.time(3)).isNull();
        assertThat(cursor.text(4)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "forged", "AAAA", "%%%", "AAAAAAAAAAAA", "ÿÿÿÿ", "' or 1=1"})
    void refusesWhatIsNotOurs(String text) {
        refused(() -> Cursor.parse(text, 1));
    }

    @Test
    void refusesEveryFlippedBit() {
        var bytes = Base64.getUrlDecoder().decode(Cursor.of(4711L, "ann"));
        for (var bit = 0; bit < bytes.length * 8; bit++) {
            var changed = bytes.clone();
            changed[bit / 8] ^= (byte) (1 << (bit % 8));
            refused(() -> Cursor.parse(Base64.getUrlEncoder().encodeToString(changed), 2));
        }
    }

    @Test
    void refusesAnotherListsCursor() {
        refused(() -> Cursor.parse(Cursor.of(1, 2), 1));
        refused(() -> Cursor.parse(Cursor.of("ann"), 1).number(0));
        refused(() -> Cursor.parse(Cursor.of("ann"), 1).time(0));
        refused(() ->
                Cursor.parse(Base64.getEncoder().encodeToString("{\"id\":1}".getBytes(StandardCharsets.UTF_8)), 1));
    }

    @Test
    void cutsAPageAndSaysWhereTheNextOneStarts() {
        var paging = Paging.of(2, null, 1);

        var page = Page.of(paging, List.of(1, 2, 3), row -> Cursor.of(row));
        var last = Page.of(paging, List.of(3), row -> Cursor.of(row));

        assertThat(page.items()).containsExactly(1, 2);
        assertThat(Paging.of(2, page.nextCursor(), 1).after())
                .satisfies(after -> assertThat(after.number(0)).isEqualTo(2));
        assertThat(last.nextCursor()).isNull();
        assertThat(Page.of(paging, Collections.emptyList(), row -> "").items()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 0, 201})
    void refusesALimitOutOfBounds(int limit) {
        refused(() -> Paging.of(limit, null, 1));
    }

    private static void refused(Runnable parse) {
        assertThatExceptionOfType(Problem.class)
                .isThrownBy(parse::run)
                .satisfies(problem -> assertThat(problem.status().value()).isEqualTo(400));
    }
}
