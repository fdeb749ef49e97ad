package io.countersign.workers.expressions;

/** For tests of those who use it. */
public final class MapResults {

    private MapResults() {}

    public static MapResult withFeel() {
        return new MapResult(new FeelExpressions());
    }
}
