package io.countersign.notices.routing;

import io.countersign.notices.NoticeKind;
import java.util.Set;

/**
 * What an organisation leaves to its people.
 *
 * @param mayBeOff ids of the kinds that somebody need not hear of at all
 */
public record NoticePolicy(Set<String> mayBeOff) {

    public static final NoticePolicy DEFAULT = new NoticePolicy(Set.of(
            NoticeKind.MENTION.id(), NoticeKind.DECIDED.id(), NoticeKind.WITHDRAWN.id(), NoticeKind.SUBSTITUTION.id()));
}
