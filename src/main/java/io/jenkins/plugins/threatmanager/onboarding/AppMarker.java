package io.jenkins.plugins.threatmanager.onboarding;

import io.jenkins.plugins.threatmanager.entra.Application;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The tags on an app registration that say that, and by whom, it is managed. */
final class AppMarker {

    static final String MANAGED = "managed-by:jenkins-threat-manager-entra-id-sync";
    private static final String CONTROLLER = "jenkins-controller:";
    private static final String INSTANCE = "jenkins-instance:";

    private AppMarker() {}

    /**
     * Who manages it; empty if neither it nor its service principal carries a marker of this plugin. The service
     * principal's counts where the application has none: whoever creates it is the one that marks the application next.
     */
    static Optional<Signer> signerOf(Application application) {
        return signerOf(application.tags())
                .or(() -> application.servicePrincipal().flatMap(principal -> signerOf(principal.tags())));
    }

    /** Who manages it, if that is somebody else. */
    static Optional<Signer> otherSignerOf(Application application, Controller controller) {
        return signerOf(application).filter(signer -> !controller.is(signer));
    }

    private static Optional<Signer> signerOf(List<String> tags) {
        return value(tags, CONTROLLER).map(name -> new Signer(name, value(tags, INSTANCE)));
    }

    private static Optional<String> value(List<String> tags, String prefix) {
        return tags.stream()
                .filter(tag -> tag.startsWith(prefix))
                .map(tag -> tag.substring(prefix.length()))
                .findFirst();
    }

    /** The tags it has, with our marker in the place of any other controller's. */
    static List<String> tagsFor(List<String> existing, Controller controller) {
        List<String> tags = new ArrayList<>(existing);
        tags.removeIf(tag -> tag.equals(MANAGED) || tag.startsWith(CONTROLLER) || tag.startsWith(INSTANCE));
        tags.add(MANAGED);
        tags.add(CONTROLLER + controller.name());
        tags.add(INSTANCE + controller.instance());
        return tags;
    }

    /** Whether it is a controller's as far as anybody can see; to mark it is another thing. */
    static boolean isManagedBy(Application application, Controller controller) {
        return signerOf(application).filter(controller::is).isPresent();
    }

    static boolean isMarkedBy(Application application, Controller controller) {
        return application.tags().contains(MANAGED)
                && signerOf(application.tags())
                        .filter(controller.signer()::equals)
                        .isPresent();
    }
}
