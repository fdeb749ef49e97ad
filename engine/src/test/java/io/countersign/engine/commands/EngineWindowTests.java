package io.countersign.engine.commands;

import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.engine.MutableClock;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class EngineWindowTests {

    private final MutableClock clock = new MutableClock();
    private final EngineWindow window = new EngineWindow(8, clock);

    @BeforeEach
    void open() {
        window.open();
    }

    @Test
    void givesNoMorePlacesThanItHas() {
        assertThat(window.take(5)).isEqualTo(5);
        assertThat(window.take(5)).isEqualTo(3);
        assertThat(window.take(5)).isZero();
    }

    @Test
    void closes() {
        window.close();

        assertThat(window.take(1)).isZero();
    }

    @Test
    void pausesAndNarrowsWhenTheEngineShedsLoad() {
        assertThat(window.take(8)).isEqualTo(8);

        for (int i = 0; i < 8; i++) {
            window.overloaded();
        }

        assertThat(window.take(8)).isZero();
        clock.pass(window.pauseLeft());
        assertThat(window.take(8)).isEqualTo(4);
    }

    @Test
    void opensAgainWithEveryAnswer() {
        assertThat(window.take(1)).isEqualTo(1);
        window.overloaded();
        clock.pass(Duration.ofSeconds(1));
        assertThat(window.take(8)).isEqualTo(4);

        for (int i = 0; i < 4; i++) {
            window.answered();
        }

        assertThat(window.take(8)).isEqualTo(8);
    }

    @Test
    void asksOnlyNowAndThenWhileTheEngineIsAway() {
        for (int i = 0; i < 10; i++) {
            assertThat(window.take(1)).isEqualTo(1);
            window.overloaded();
            clock.pass(window.pauseLeft());
        }
        assertThat(window.take(1)).isEqualTo(1);

        window.overloaded();

        assertThat(window.pauseLeft()).isEqualTo(Duration.ofSeconds(1));
    }
}
