package io.countersign.notices.routing;

import java.util.Optional;

/** Where it is known what people, and their organisation, want. */
public interface PreferenceSource {

    /** Empty where somebody has not chosen anything. */
    Optional<Preferences> find(String username);

    NoticePolicy policy();
}
