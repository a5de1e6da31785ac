package io.jenkins.plugins.threatmanager.onboarding;

import io.jenkins.plugins.threatmanager.entra.Application;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The tags on an app registration that say that, and by whom, it is managed. */
final class AppMarker {

    static final String MANAGED = "managed-by:jenkins-threat-manager-entra-id-sync";
    private static final String CONTROLLER = "jenkins-controller:";

    private AppMarker() {}

    /** Who manages it; empty if it carries no marker of this plugin. */
    static Optional<String> controllerOf(Application application) {
        return application.tags().stream()
                .filter(tag -> tag.startsWith(CONTROLLER))
                .map(tag -> tag.substring(CONTROLLER.length()))
                .findFirst();
    }

    /** The tags it has, with our marker in the place of any other controller's. */
    static List<String> tagsFor(List<String> existing, ControllerName controller) {
        List<String> tags = new ArrayList<>(existing);
        tags.removeIf(tag -> tag.equals(MANAGED) || tag.startsWith(CONTROLLER));
        tags.add(MANAGED);
        tags.add(CONTROLLER + controller);
        return tags;
    }

    static boolean isMarkedBy(Application application, ControllerName controller) {
        return application.tags().contains(MANAGED) && application.tags().contains(CONTROLLER + controller);
    }
}
