package io.jenkins.plugins.threatmanager;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import hudson.model.Describable;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/** What is public only for another package of ours says so, and what is public for others is listed here. */
@AnalyzeClasses(packages = "io.jenkins.plugins.threatmanager", importOptions = ImportOption.DoNotIncludeTests.class)
class PublicTypesTest {

    private static final String ROOT = "io.jenkins.plugins.threatmanager.";

    /** Packages that may know Jenkins: each type is marked. */
    private static final Set<String> WITH_JENKINS = Set.of(
            "steps",
            "report",
            "handoff",
            "steps.fleet",
            "manage",
            "manage.entries",
            "manage.exchange",
            "monitor",
            "monitor.metrics",
            "monitor.notification",
            "monitor.bootstrap",
            "monitor.signin",
            "audit",
            "policy",
            "config",
            "config.app",
            "config.product",
            "config.named",
            "config.folder",
            "config.federation",
            "credentials");

    /** The command line, its sandbox and the stand-ins, with all their packages, are no part of the plugin. */
    private static final Set<String> NOT_SHIPPED = Set.of("cli", "sandbox", "standin");

    /** Other plugins extend these, or get them. */
    private static final Set<String> FOR_PLUGINS = Set.of(
            "audit.AuditDestination",
            "monitor.notification.FindingEvent",
            "monitor.notification.FindingNotifier",
            "monitor.notification.NotSentException",
            "monitor.notification.NotifiedFinding");

    /** Scripts call these; besides, there are steps and configuration, which Pipeline and configuration as code make. */
    private static final Set<String> FOR_SCRIPTS = Set.of(
            "steps.OperationResult",
            "steps.StatusEntry",
            "steps.StatusList",
            "steps.fleet.FleetResult",
            "steps.fleet.FleetResultEntry",
            "credentials.EntraAppCredentials");

    /** Engine types that only tests of other packages use. */
    private static final Set<String> FOR_TESTS = Set.of(
            "procedure.offboard.OffboardObservation",
            "procedure.offboard.OffboardPlanner",
            "procedure.onboard.OnboardPlanner",
            "server.apiprofile.ApiOperationNeeds");

    /** Engine types that only the command line uses, which the plugin's own build does not have. */
    private static final Set<String> FOR_COMMAND_LINE = Set.of("transport.TextFile");

    @ArchTest
    static void typesThatMayKnowJenkinsAreRestricted(JavaClasses all) {
        assertThat(names(
                        all,
                        type -> WITH_JENKINS.contains(packageOf(type)) && !isForOthers(type) && !isRestricted(type)))
                .as("public types without @Restricted(NoExternalUse.class)")
                .isEmpty();
    }

    @ArchTest
    static void whatIsForOthersIsNotRestricted(JavaClasses all) {
        assertThat(names(all, type -> isForOthers(type) && isRestricted(type))).isEmpty();
        assertThat(names(all, type -> FOR_SCRIPTS.contains(nameOf(type)))).isEqualTo(new TreeSet<>(FOR_SCRIPTS));
    }

    @ArchTest
    static void allOtherPackagesAreInternal(JavaClasses all) {
        assertThat(names(
                        all,
                        type -> !WITH_JENKINS.contains(packageOf(type))
                                && !NOT_SHIPPED.contains(packageOf(type).split("\\.")[0])
                                && !type.getPackage().isAnnotatedWith(Internal.class)))
                .as("public types in packages that are not @Internal")
                .isEmpty();
    }

    /** Or it could be package-private. Where an exception is caught is not in what this reads. */
    @ArchTest
    static void internalTypesThatArePublicAreUsedByAnotherPackage(JavaClasses all) {
        assertThat(names(
                        all,
                        type -> type.getPackage().isAnnotatedWith(Internal.class)
                                && !type.isAssignableTo(Exception.class)
                                && isUsedInItsPackageOnly(type)
                                && !(FOR_COMMAND_LINE.contains(nameOf(type)) && !hasCommandLine(all))))
                .isEqualTo(new TreeSet<>(FOR_TESTS));
    }

    private static boolean hasCommandLine(JavaClasses all) {
        return all.stream().anyMatch(type -> packageOf(type).startsWith("cli"));
    }

    /** With what is nested in it. */
    private static boolean isUsedInItsPackageOnly(JavaClass type) {
        return type.getPackage().getClasses().stream()
                .filter(each -> each.equals(type) || each.getName().startsWith(type.getName() + "$"))
                .flatMap(each -> each.getDirectDependenciesToSelf().stream())
                .allMatch(use -> use.getOriginClass().getPackage().equals(type.getPackage()));
    }

    private static boolean isForOthers(JavaClass type) {
        return FOR_SCRIPTS.contains(nameOf(type))
                || FOR_PLUGINS.contains(nameOf(type))
                || type.isAssignableTo(Describable.class);
    }

    private static boolean isRestricted(JavaClass type) {
        return type.tryGetAnnotationOfType(Restricted.class)
                .filter(restricted -> Set.of(restricted.value()).equals(Set.of(NoExternalUse.class)))
                .isPresent();
    }

    private static Set<String> names(JavaClasses all, Predicate<JavaClass> wanted) {
        return StreamSupport.stream(all.spliterator(), false)
                .filter(type -> type.isTopLevelClass() && type.getModifiers().contains(JavaModifier.PUBLIC))
                .filter(type -> type.getPackageName().startsWith(ROOT))
                .filter(type -> !type.getSimpleName().equals("Messages"))
                .filter(wanted)
                .map(PublicTypesTest::nameOf)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static String packageOf(JavaClass type) {
        return type.getPackageName().substring(ROOT.length());
    }

    private static String nameOf(JavaClass type) {
        return type.getName().substring(ROOT.length());
    }
}
