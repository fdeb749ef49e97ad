package io.countersign.examples.ownworker;

import io.countersign.workers.jobs.Job;
import io.countersign.workers.jobs.JobResult;
import io.countersign.workers.jobs.JobResult.BusinessError;
import io.countersign.workers.jobs.JobResult.Completed;
import io.countersign.workers.jobs.JobResult.GiveUp;
import java.math.BigInteger;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the worker does, without an engine. */
final class CheckIban {

    static final String INVALID = "IBAN_INVALID";

    private CheckIban() {}

    /** @param iban null where the model gives none */
    record Inputs(@Nullable String iban) {}

    static JobResult run(Job job, Inputs inputs) {
        if (inputs.iban() == null) {
            return new GiveUp("There is no variable 'iban': set it in the model's inputs, then retry.");
        }
        String iban = inputs.iban().replace(" ", "").toUpperCase(Locale.ROOT);
        if (!iban.matches("[A-Z]{2}[0-9]{2}[A-Z0-9]{11,30}") || !leavesOne(iban)) {
            return new BusinessError(INVALID, "This is not an IBAN: check for a slip of the finger.", Map.of());
        }
        return new Completed(Map.of("iban", iban, "country", iban.substring(0, 2)));
    }

    /** ISO 13616: the first four characters go to the end, letters count from 10, and 97 leaves 1. */
    private static boolean leavesOne(String iban) {
        StringBuilder digits = new StringBuilder();
        (iban.substring(4) + iban.substring(0, 4)).chars().forEach(c -> digits.append(Character.digit(c, 36)));
        return new BigInteger(digits.toString()).mod(BigInteger.valueOf(97)).intValue() == 1;
    }
}
