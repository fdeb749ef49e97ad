package io.countersign.engine.tasks;

import io.countersign.engine.identity.UserAccount;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * An approval with those whom it asks in person.
 *
 * @param task without anything that depends on who looks at it
 * @param form the schema of its form, null where it has none
 */
public record AskedInPerson(TaskSummary task, @Nullable JsonNode form, List<UserAccount> people) {}
