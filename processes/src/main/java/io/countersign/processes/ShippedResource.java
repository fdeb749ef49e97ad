package io.countersign.processes;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.stream.Stream;

/**
 * A file that ships with Countersign.
 *
 * @param name the name to deploy it under, without folders
 * @param path where it is on the class path
 */
public record ShippedResource(String name, String path) {

    /** Models, decisions and forms of the purchase request and the leave request: one deployment. */
    public static List<ShippedResource> deployable() {
        return Stream.of(
                        "purchase-request/purchase-request.bpmn",
                        "purchase-request/approval-level.dmn",
                        "purchase-request/purchase-request.form",
                        "purchase-request/purchase-approval.form",
                        "leave-request/leave-request.bpmn",
                        "leave-request/leave-request.form",
                        "leave-request/leave-approval.form")
                .map(file -> at("processes/" + file))
                .toList();
    }

    /** Processes to learn from, with their forms. They need something that is there only where somebody has set it up. */
    public static List<ShippedResource> examples() {
        return Stream.of(
                        "equipment-loan/equipment-loan.bpmn",
                        "equipment-loan/equipment-loan.form",
                        "equipment-loan/equipment-approval.form")
                .map(file -> at("processes/" + file))
                .toList();
    }

    /** Element templates for the designer, one JSON object a file. */
    public static List<ShippedResource> elementTemplates() {
        return Stream.of(
                        "approval",
                        "resolve-approvers",
                        "send-email",
                        "send-notification",
                        "http-request",
                        "sql-query",
                        "sql-update",
                        "decision-record")
                .map(template -> at("element-templates/" + template + ".json"))
                .toList();
    }

    private static ShippedResource at(String path) {
        return new ShippedResource(path.substring(path.lastIndexOf('/') + 1), path);
    }

    public byte[] bytes() {
        try (InputStream in = ShippedResource.class.getClassLoader().getResourceAsStream(path)) {
            if (in == null) {
                throw new IllegalStateException(path + " is missing from the class path");
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
