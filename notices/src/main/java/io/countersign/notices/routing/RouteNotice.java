package io.countersign.notices.routing;

import io.countersign.notices.NoticeKind;
import io.countersign.notices.routing.Choice.Timing;
import java.time.Instant;

/** Decides where a notice goes, and when: nobody else does. */
public final class RouteNotice {

    private final PreferenceSource preferences;

    public RouteNotice(PreferenceSource preferences) {
        this.preferences = preferences;
    }

    /** @param at when it is told at the earliest */
    public Route of(NoticeKind kind, String username, Urgency urgency, Instant at) {
        if (kind == NoticeKind.CODE) {
            // somebody sits and waits for it
            return Route.mail(false, at);
        }
        Preferences wishes = preferences.find(username).orElse(Preferences.USUAL);
        if (!kind.isLeftToPeople()) {
            return Route.mail(true, wishes.mailAt(Timing.NOW, at));
        }
        Choice choice = allowed(kind, wishes.of(kind));
        boolean hurries = switch (urgency) {
            case AS_CHOSEN -> false;
            case AT_ONCE -> !choice.turnsOff();
            case MAILED -> true;
        };
        return hurries ? atOnce(choice, wishes, at) : asChosen(choice, wishes, at);
    }

    private static Route asChosen(Choice choice, Preferences wishes, Instant at) {
        Instant mailAt = wishes.mailAt(choice.timing(), at);
        boolean gathered = choice.timing() != Timing.NOW;
        return new Route(
                choice.inApp(),
                choice.mail() && !gathered ? mailAt : null,
                choice.mail() && gathered ? mailAt : null,
                wishes.wantsWebhook(choice) ? wishes.mailAt(Timing.NOW, at) : null);
    }

    private static Route atOnce(Choice choice, Preferences wishes, Instant at) {
        return new Route(choice.inApp(), at, null, wishes.wantsWebhook(choice) ? at : null);
    }

    /** What an organisation allowed once it may not allow any more. */
    private Choice allowed(NoticeKind kind, Choice choice) {
        return choice.turnsOff() && !preferences.policy().mayBeOff().contains(kind.id()) ? Choice.USUAL : choice;
    }
}
