package io.countersign.engine.definitions.web;

import io.countersign.engine.definitions.Form;
import tools.jackson.databind.JsonNode;

record FormView(String formKey, String formId, int version, JsonNode schema) {

    static FormView from(Form form) {
        return new FormView(Long.toString(form.key()), form.formId(), form.version(), form.schema());
    }
}
