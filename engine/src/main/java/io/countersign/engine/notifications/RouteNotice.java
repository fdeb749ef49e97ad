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
     */
    record Route(
            boolean inApp,
            @Nullable Instant mailAt,
            @Nullable Instant digestAt) {

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
            return new Route(false, at, null);
        }
        Preferences wishes = preferences.find(mail.to().username()).orElse(Preferences.USUAL);
        if (!kind.isLeftToPeople()) {
            return new Route(true, wishes.mailAt(Timing.NOW, at), null);
        }
        Choice choice = allowed(kind, wishes.of(kind));
        if (!choice.mail()) {
            return new Route(choice.inApp(), null, null);
        }
        Instant mailAt = wishes.mailAt(choice.timing(), at);
        return choice.timing() == Timing.NOW
                ? new Route(choice.inApp(), mailAt, null)
                : new Route(choice.inApp(), null, mailAt);
    }

    /** What an organisation allowed once it may not allow any more. */
    private Choice allowed(NoticeKind kind, Choice choice) {
        return choice.isOff() && !preferences.policy().mayBeOff().contains(kind.id()) ? Choice.USUAL : choice;
    }
}
