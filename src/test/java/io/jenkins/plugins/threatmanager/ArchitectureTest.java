package io.jenkins.plugins.threatmanager;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** The layout of the packages: arrows go down only, the engine knows nothing of Jenkins, and inner packages stay inner. */
@AnalyzeClasses(
        packages = "io.jenkins.plugins.threatmanager",
        importOptions = {ImportOption.DoNotIncludeTests.class, ArchitectureTest.DoNotIncludeStandIns.class})
class ArchitectureTest {

    private static final String ROOT = "io.jenkins.plugins.threatmanager.";

    /** From the top down; a package may use those that come after it. */
    private static final List<String> ORDER = List.of(
            "sandbox",
            "cli.start",
            "cli",
            "cli.learn",
            "cli.output",
            "cli.vault",
            "cli.terminal",
            "steps",
            "steps.fleet",
            "report",
            "handoff",
            "manage",
            "manage.entries",
            "manage.exchange",
            "monitor.notification",
            "monitor.metrics",
            "monitor.bootstrap",
            "monitor",
            "monitor.signin",
            "audit",
            "policy",
            "config",
            "config.app",
            "config.product",
            "config.named",
            "config.folder",
            "config.federation",
            "credentials",
            "procedure.request",
            "procedure.fleet",
            "procedure.breakglass",
            "procedure.offboard",
            "procedure.onboard",
            "procedure.bootstrap",
            "procedure.rotate",
            "procedure.apply",
            "procedure.trust",
            "procedure.secret",
            "procedure",
            "procedure.audit",
            "procedure.approval",
            "procedure.identity",
            "procedure.ownership",
            "procedure.product",
            "entra.graph",
            "entra.openid",
            "entra.federation",
            "entra",
            "entra.policy",
            "entra.signin",
            "server.learning",
            "server.learning.recording",
            "server.rest",
            "server.manual",
            "server.apiprofile",
            "server",
            "transport",
            "transport.traffic");

    private static final String[] ENGINE = {
        ROOT + "transport..", ROOT + "entra..", ROOT + "server..", ROOT + "procedure.."
    };

    /** What each inner package shows to the outside; everything else in it is package-private. */
    private static final Map<String, Set<String>> SHOWN = Map.of(
            "entra.graph", Set.of("GraphEntraDirectory"),
            "entra.openid", Set.of("TenantLookup"),
            "server.rest", Set.of("RestThreatManagerServer", "ServerSettings", "ServerAuthentication"));

    private static final int AT_A_GLANCE = 30;

    /** The build from Maven Central compiles them beside the command line; the demo uses them. */
    static final class DoNotIncludeStandIns implements ImportOption {
        @Override
        public boolean includes(Location location) {
            return !location.contains("/threatmanager/standin/");
        }
    }

    @ArchTest
    static final ArchRule engineKnowsNothingOfJenkins = noClasses()
            .that()
            .resideInAnyPackage(ENGINE)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("hudson..", "jenkins..", "org.kohsuke..", "com.cloudbees..", "org.jenkinsci..");

    /** No operation on a real tenant has a stand-in within reach. */
    @ArchTest
    static final ArchRule onlyTheSandboxUsesStandIns = noClasses()
            .that()
            .resideOutsideOfPackage(ROOT + "sandbox..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage(ROOT + "standin..");

    @ArchTest
    static final ArchRule arrowsGoDown =
            classes().that().resideInAPackage(ROOT + "*..").should(dependOnlyOnWhatComesLater());

    @ArchTest
    static final ArchRule packagesHaveNoCycles =
            slices().matching(ROOT + "(**)").should().beFreeOfCycles();

    /** Entra is seen through {@code EntraDirectory}, a server through {@code ThreatManagerServer}. */
    @ArchTest
    static final ArchRule proceduresSeeNoImplementation = noClasses()
            .that()
            .resideInAPackage(ROOT + "procedure..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(ROOT + "entra.graph..", ROOT + "server.rest..", ROOT + "server.apiprofile..");

    @ArchTest
    static void innerPackagesShowTheirFactoryOnly(JavaClasses all) {
        Map<String, Set<String>> shown = new TreeMap<>();
        for (String inner : SHOWN.keySet()) {
            Set<String> names = new TreeSet<>();
            for (JavaClass each : all) {
                if (each.getPackageName().equals(ROOT + inner)
                        && each.isTopLevelClass()
                        && each.getModifiers().contains(JavaModifier.PUBLIC)) {
                    names.add(each.getSimpleName());
                }
            }
            shown.put(inner, names);
        }
        assertThat(shown).isEqualTo(SHOWN);
    }

    @ArchTest
    static void eachPackageHasItsPlace(JavaClasses all) {
        Set<String> found = new TreeSet<>();
        all.forEach(each -> found.add(each.getPackageName()));
        found.removeIf(name -> !name.startsWith(ROOT) || ORDER.contains(name.substring(ROOT.length())));
        assertThat(found).as("packages that the order does not name").isEmpty();
    }

    @ArchTest
    static void packagesAreTakenInAtAGlance(JavaClasses all) {
        Map<String, Integer> files = new TreeMap<>();
        for (JavaClass each : all) {
            boolean isGenerated = each.getSimpleName().equals("Messages")
                    || each.getSimpleName().equals("package-info");
            if (each.isTopLevelClass() && !isGenerated && each.getPackageName().startsWith(ROOT)) {
                files.merge(each.getPackageName(), 1, Integer::sum);
            }
        }
        files.values().removeIf(count -> count <= AT_A_GLANCE);
        assertThat(files).as("packages of more than " + AT_A_GLANCE + " files").isEmpty();
    }

    /** What a vault forgets to pass on to the one behind it is silently the default: no owner, no former copy. */
    @ArchTest
    static void aVaultInFrontOfAnotherPassesEverythingOn(JavaClasses all) {
        JavaClass vault = all.get(ROOT + "procedure.SecretVault");
        JavaClass inFront = all.get(ROOT + "procedure.SecretVault$InFront");
        Set<String> names = new TreeSet<>();
        vault.getMethods().forEach(method -> names.add(method.getName()));
        inFront.getMethods().forEach(method -> names.remove(method.getName()));
        assertThat(names).as("made of what is passed on").containsExactly("replace");
        assertThat(all.stream()
                        .filter(each -> each.isAssignableTo(vault.getName()))
                        .filter(each -> each.getFields().stream()
                                .anyMatch(field -> field.getRawType().isAssignableTo(vault.getName()))))
                .hasSizeGreaterThan(2)
                .allMatch(each -> each.isAssignableTo(inFront.getName()));
    }

    /** What changes one of the three places. */
    private static final Map<String, Set<String>> WRITES = Map.of(
            ROOT + "entra.EntraDirectory",
            Set.of(
                    "create",
                    "update",
                    "restore",
                    "createServicePrincipal",
                    "switchSignIn",
                    "give",
                    "removeSecret",
                    "remove",
                    "revoke",
                    "delete",
                    "purge"),
            ROOT + "server.ThreatManagerServer",
            Set.of("createProfile", "updateProfile", "deleteProfile", "createSync", "updateSync", "deleteSync"),
            ROOT + "procedure.SecretVault",
            Set.of("store", "replace", "remove", "removeFormer"));

    /** They get the places from {@code Places}, which puts each change into the audit log. */
    @ArchTest
    static final ArchRule onlyProceduresChangeThings = noClasses()
            .that()
            .resideOutsideOfPackage(ROOT + "procedure..")
            .should()
            .callMethodWhere(DescribedPredicate.describe(
                    "it changes a place",
                    call -> WRITES.getOrDefault(call.getTargetOwner().getName(), Set.of())
                            .contains(call.getName())));

    /** So that nobody has to remember it. */
    @ArchTest
    static void everyMethodThatIsNotKnownToReadIsAWrite(JavaClasses all) {
        Set<String> reads = Set.of(
                "privileges",
                "signIn",
                "observe",
                "read",
                "federatedCredentials",
                "prove",
                "works",
                "tenantIdOf",
                "adminConsentLink",
                "azureCloudWord",
                "complete",
                "testNeedsSync",
                "testConnection",
                "history",
                "description",
                "place",
                "find",
                "keptAnywhere",
                "checkOwner",
                "former",
                "checkWritable",
                "checkRemovable");
        WRITES.forEach((name, writes) -> {
            Set<String> others = new TreeSet<>();
            all.get(name).getMethods().forEach(method -> others.add(method.getName()));
            others.removeAll(reads);
            assertThat(others).as(name).containsExactlyInAnyOrderElementsOf(writes);
        });
    }

    @ArchTest
    static final ArchRule graphClientStaysInEntra = noClasses()
            .that()
            .resideOutsideOfPackage(ROOT + "entra.graph..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("com.microsoft.graph..", "com.microsoft.kiota..");

    @ArchTest
    static final ArchRule nobodyUsesTheWholeGraphClient = noClasses()
            .should()
            .dependOnClassesThat()
            .haveFullyQualifiedName("com.microsoft.graph.serviceclient.GraphServiceClient");

    @ArchTest
    static final ArchRule theEngineWaitsThroughOperations = noClasses()
            .that()
            .resideInAnyPackage(ROOT + "entra..", ROOT + "server..", ROOT + "procedure..")
            .should()
            .callMethod(Thread.class, "sleep", long.class);

    private static ArchCondition<JavaClass> dependOnlyOnWhatComesLater() {
        return new ArchCondition<>("depend only on packages further down") {
            @Override
            public void check(JavaClass from, ConditionEvents events) {
                int above = level(from);
                from.getDirectDependenciesFromSelf().forEach(dependency -> {
                    int below = level(dependency.getTargetClass().getBaseComponentType());
                    if (below >= 0 && above >= 0 && below < above) {
                        events.add(SimpleConditionEvent.violated(from, dependency.getDescription()));
                    }
                });
            }
        };
    }

    /** The place in {@link #ORDER}; -1 for what is not ours. */
    private static int level(JavaClass type) {
        return type.getPackageName().startsWith(ROOT)
                ? ORDER.indexOf(type.getPackageName().substring(ROOT.length()))
                : -1;
    }
}
