package io.jenkins.plugins.threatmanager;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The layout of the packages: arrows go down only, and the engine knows nothing of Jenkins. */
@AnalyzeClasses(packages = "io.jenkins.plugins.threatmanager", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    private static final String ROOT = "io.jenkins.plugins.threatmanager.";
    private static final String[] ENGINE = {
        ROOT + "remote..", ROOT + "entra..", ROOT + "server..", ROOT + "onboarding.."
    };

    @ArchTest
    static final ArchRule engineKnowsNothingOfJenkins = noClasses()
            .that()
            .resideInAnyPackage(ENGINE)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("hudson..", "jenkins..", "org.kohsuke..", "com.cloudbees..", "org.jenkinsci..");

    @ArchTest
    static final ArchRule arrowsGoDown = layeredArchitecture()
            .consideringOnlyDependenciesInLayers()
            .withOptionalLayers(true)
            .layer("steps")
            .definedBy(ROOT + "steps..")
            .layer("report")
            .definedBy(ROOT + "report..")
            .layer("dashboard")
            .definedBy(ROOT + "dashboard..")
            .layer("monitor")
            .definedBy(ROOT + "monitor..")
            .layer("config")
            .definedBy(ROOT + "config..")
            .layer("credentials")
            .definedBy(ROOT + "credentials..")
            .layer("onboarding")
            .definedBy(ROOT + "onboarding..")
            .layer("entra")
            .definedBy(ROOT + "entra..")
            .layer("server")
            .definedBy(ROOT + "server..")
            .layer("remote")
            .definedBy(ROOT + "remote..")
            .whereLayer("steps")
            .mayNotBeAccessedByAnyLayer()
            .whereLayer("report")
            .mayOnlyBeAccessedByLayers("steps")
            .whereLayer("dashboard")
            .mayOnlyBeAccessedByLayers("steps", "report")
            .whereLayer("monitor")
            .mayOnlyBeAccessedByLayers("steps", "report", "dashboard")
            .whereLayer("config")
            .mayOnlyBeAccessedByLayers("steps", "report", "dashboard", "monitor")
            .whereLayer("credentials")
            .mayOnlyBeAccessedByLayers("steps", "report", "dashboard", "monitor", "config")
            .whereLayer("onboarding")
            .mayOnlyBeAccessedByLayers("steps", "report", "dashboard", "monitor", "config", "credentials")
            .whereLayer("entra")
            .mayOnlyBeAccessedByLayers("steps", "report", "dashboard", "monitor", "config", "credentials", "onboarding")
            .whereLayer("server")
            .mayOnlyBeAccessedByLayers(
                    "steps", "report", "dashboard", "monitor", "config", "credentials", "onboarding");

    @ArchTest
    static final ArchRule graphClientStaysInEntra = noClasses()
            .that()
            .resideOutsideOfPackage(ROOT + "entra..")
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
            .resideInAnyPackage(ROOT + "entra..", ROOT + "server..", ROOT + "onboarding..")
            .should()
            .callMethod(Thread.class, "sleep", long.class);
}
