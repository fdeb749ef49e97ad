package io.countersign.engine.notifications;

import io.countersign.engine.notifications.Choice.Timing;
import io.countersign.notices.NoticeKind;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Decides where a notice goes, and when: nobody else does. */
@Component
class RouteNotice {

    private final KeepPreferences preferences;

    /**
     * @param mailAt when it goes out as a mail of its own; null: not at all
     * @param digestAt when it goes out with others; null: not at all
     * @param webhookAt when it is posted; null: not at all
     */
    record Route(
            boolean inApp,
            @Nullable Instant mailAt,
            @Nullable Instant digestAt,
            @Nullable Instant webhookAt) {

        static Route mail(boolean inApp, Instant at) {
            return new Route(inApp, at, null, null);
        }

        boolean isKept() {
            return inApp || digestAt != null;
        }
    }

    RouteNotice(KeepPreferences preferences) {
        this.preferences = preferences;
    }

    /** @param at when it is told at the earliest */
    Route of(PersonalMail mail, Instant at) {
        NoticeKind kind = mail.kind();
        if (kind == NoticeKind.CODE) {
            // somebody sits and waits for it
            return Route.mail(false, at);
        }
        Preferences wishes = preferences.find(mail.to().username()).orElse(Preferences.USUAL);
        if (!kind.isLeftToPeople()) {
            return Route.mail(true, wishes.mailAt(Timing.NOW, at));
        }
        Choice choice = allowed(kind, wishes.of(kind));
        Instant mailAt = wishes.mailAt(choice.timing(), at);
        boolean gathered = choice.timing() != Timing.NOW;
        return new Route(
                choice.inApp(),
                choice.mail() && !gathered ? mailAt : null,
                choice.mail() && gathered ? mailAt : null,
                choice.webhook() && wishes.webhook() != null ? wishes.mailAt(Timing.NOW, at) : null);
    }

    /** What an organisation allowed once it may not allow any more. */
    private Choice allowed(NoticeKind kind, Choice choice) {
        return choice.isOff() && !preferences.policy().mayBeOff().contains(kind.id()) ? Choice.USUAL : choice;
    }
}
