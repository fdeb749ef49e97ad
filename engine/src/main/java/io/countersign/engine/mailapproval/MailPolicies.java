package io.countersign.engine.mailapproval;

import io.countersign.engine.identity.Caller;
import io.countersign.engine.notifications.MailSettings;
import io.countersign.engine.organisation.OrganisationSettings;
import java.util.ArrayList;
import java.util.List;
import org.springframework.stereotype.Component;

/** What the organisation allows now. */
@Component
public class MailPolicies {

    private static final String NAME = "approve-by-mail";

    private final OrganisationSettings settings;
    private final LinkKeys keys;
    private final MailSettings mails;

    /** What is missing in the configuration, so that nobody is asked by mail whatever the policy says. */
    public enum Missing {
        KEY,
        BASE_URL
    }

    MailPolicies(OrganisationSettings settings, LinkKeys keys, MailSettings mails) {
        this.settings = settings;
        this.keys = keys;
        this.mails = mails;
    }

    public MailPolicy get() {
        return settings.find(NAME, MailPolicy.class).orElse(MailPolicy.DEFAULT);
    }

    public void set(Caller by, MailPolicy policy) {
        settings.set(by, NAME, policy);
    }

    public List<Missing> missing() {
        var missing = new ArrayList<Missing>();
        if (!keys.canSign()) {
            missing.add(Missing.KEY);
        }
        if (mails.baseUrl() == null) {
            missing.add(Missing.BASE_URL);
        }
        return List.copyOf(missing);
    }
}
