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

    /**
     * Who manages it; empty if neither it nor its service principal carries a marker of this plugin. The service
     * principal's counts where the application has none: whoever creates it is the one that marks the application next.
     */
    static Optional<String> controllerOf(Application application) {
        return controllerOf(application.tags())
                .or(() -> application.servicePrincipal().flatMap(principal -> controllerOf(principal.tags())));
    }

    private static Optional<String> controllerOf(List<String> tags) {
        return tags.stream()
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

    /** Whether it is a controller's as far as anybody can see; to mark it is another thing. */
    static boolean isManagedBy(Application application, ControllerName controller) {
        return controllerOf(application).filter(controller.name()::equals).isPresent();
    }

    static boolean isMarkedBy(Application application, ControllerName controller) {
        return application.tags().contains(MANAGED) && application.tags().contains(CONTROLLER + controller);
    }
}
