package io.countersign.standalone;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/** What came back of a request; without a status where nothing did. */
record Reply(int status, String contentType, JsonNode body) {

    private static final int NO_ANSWER = 0;

    static Reply none() {
        return new Reply(NO_ANSWER, "", MissingNode.getInstance());
    }

    boolean isAnswer() {
        return status != NO_ANSWER;
    }

    boolean isGood() {
        return status >= 200 && status < 300;
    }

    /** Whether a careful caller asks again: nobody was there, or who was there could not say. */
    boolean isUncertain() {
        return !isAnswer() || status >= 500;
    }

    /** The last part of the problem's type. */
    String problem() {
        var type = body.path("type").asString("");
        return type.substring(type.lastIndexOf(':') + 1);
    }
}
