package io.countersign.store.audit;

/** Who did something. Names of people are kept encrypted, apart from the entry. */
public record Actor(Kind kind, String name) {

    /** The engine itself: Zeebe, whoever told it. */
    public static final Actor ENGINE = new Actor(Kind.ENGINE, "zeebe");

    /** What kind of actor it is. */
    public enum Kind {
        PERSON,
        SYSTEM,
        ENGINE
    }

    public static Actor person(String username) {
        return new Actor(Kind.PERSON, username);
    }

    /** @param name an API key's name, or a part of Countersign such as {@code workers} */
    public static Actor system(String name) {
        return new Actor(Kind.SYSTEM, name);
    }
}
