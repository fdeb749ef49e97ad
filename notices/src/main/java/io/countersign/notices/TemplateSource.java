package io.countersign.notices;

import java.util.Optional;

/** Where templates come from that do not ship. */
@FunctionalInterface
public interface TemplateSource {

    /** @param language a BCP 47 tag, to the letter */
    Optional<Template> find(String kind, String language);
}
