package io.countersign.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ReportTests {

    @Test
    void givesMedianMinimumAndMaximum() {
        assertThat(Spread.of(List.of(3.0, 1.0, 2.0))).isEqualTo(new Spread(2, 1, 3));
        assertThat(Spread.of(List.of(4.0, 1.0, 2.0, 3.0)).format(1)).isEqualTo("2.5 (1.0-4.0)");
    }

    @Test
    void comparesRoundByRoundAndLeavesTheDriverOut() {
        var report = new Report();
        report.add("W1", "bare Zeebe", new Figures(400, Map.of("Zeebe", 3.0, "driver", 1.0), 0));
        report.add("W1", "Countersign", new Figures(360, Map.of("Zeebe", 3.1, "driver", 1.0), 2));
        report.add("W1", "bare Zeebe", new Figures(500, Map.of("Zeebe", 3.0, "driver", 1.0), 0));
        report.add("W1", "Countersign", new Figures(400, Map.of("Zeebe", 3.3, "driver", 1.0), 0));

        assertThat(printed(report))
                .contains("| bare Zeebe | 450 (400-500) | 3.00 (3.00-3.00) |")
                .contains("| Countersign | 380 (360-400) | 3.20 (3.10-3.30) |")
                .contains("round by round: **0.85 (0.80-0.90)**");
    }

    private static String printed(Report report) {
        var bytes = new ByteArrayOutputStream();
        report.print(new PrintStream(bytes, true, StandardCharsets.UTF_8));
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
