package io.jenkins.plugins.threatmanager.server.apiprofile;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.Set;

/**
 * What templates may ask for, and where.
 *
 * @param allowed what can be filled in
 */
record TemplateRules(Set<Placeholder> allowed) {

    void check(JsonNode template) {
        check(template, JsonPointer.empty());
    }

    private void check(JsonNode template, JsonPointer where) {
        if (template.isTextual()) {
            Template.mistake(template.textValue(), allowed).ifPresent(mistake -> {
                throw new Mistake(where, mistake);
            });
        }
        template.properties().forEach(each -> check(each.getValue(), where.appendProperty(each.getKey())));
        for (int i = 0; template.isArray() && i < template.size(); i++) {
            check(template.get(i), where.appendIndex(i));
        }
    }

    void check(String template) {
        Template.mistake(template, allowed).ifPresent(mistake -> {
            throw new Mistake(mistake);
        });
    }

    /** @param template a part of an address */
    void checkAddress(String template) {
        check(template);
        Template.placeholders(template).stream()
                .filter(Placeholder::isSecret)
                .findFirst()
                .ifPresent(secret -> {
                    throw new Mistake("{" + secret.word() + "} must not be part of an address, because addresses are"
                            + " written into logs; put it into the body");
                });
    }

    void checkPath(String template) {
        checkAddress(template);
        Mistake.when(!template.matches("/[^?#\\s]*"), "must be a path that begins with / and has no ?, # or space");
    }
}
