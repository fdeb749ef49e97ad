package io.countersign.engine.processengine;

/** A file to deploy; what it is, its name's ending says. */
public final class ResourceFile {

    private final String name;
    private final byte[] content;

    /** @param content is not copied */
    public ResourceFile(String name, byte[] content) {
        this.name = name;
        this.content = content;
    }

    public String name() {
        return name;
    }

    public byte[] content() {
        return content;
    }
}
