package io.jenkins.plugins.threatmanager.procedure.ownership;

import java.util.Optional;

/**
 * Who signed a marker, as the marker says.
 *
 * @param name of a controller
 * @param instance see {@link Controller#instance()}; empty where the marker has lost it, or a person typed it without
 */
public record Signer(String name, Optional<String> instance) {

    /** For people, who do not care about instances unless that is all that differs. */
    public String words(Controller self) {
        return instance.filter(other -> name.equals(self.name()))
                .map(other -> "another controller or vault file with the same name, '" + name + "' (instance "
                        + Controller.shown(other) + "; this one is " + Controller.shown(self.instance()) + ")")
                .orElse("the controller '" + name + "'");
    }
}
