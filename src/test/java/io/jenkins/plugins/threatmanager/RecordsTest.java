package io.jenkins.plugins.threatmanager;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaConstructorCall;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import org.junit.jupiter.api.Test;

/** How records are made and copied, so that no component is lost or mixed up. */
@AnalyzeClasses(packages = "io.jenkins.plugins.threatmanager", importOptions = ImportOption.DoNotIncludeTests.class)
class RecordsTest {

    @ArchTest
    static final ArchRule copiesKeepEveryComponent = classes()
            .that(DescribedPredicate.describe("are records", JavaClass::isRecord))
            .should(copyThemselvesWhole());

    /** More than these are told apart by name, not by place. Those of a server's interface are bound from JSON. */
    private static final int BY_PLACE = 6;

    @ArchTest
    static final ArchRule recordsWithManyComponentsAreBuiltByThemselves = classes()
            .that(DescribedPredicate.describe(
                    "are records of more than " + BY_PLACE + " components",
                    type -> type.isRecord() && components(type) > BY_PLACE))
            .and()
            .resideOutsideOfPackages("..threatmanager.server..", "..threatmanager.standin..")
            .should(notBeConstructedByOthers());

    @Test
    void aCopyThroughAShortConstructorIsFound() {
        assertThat(copiesKeepEveryComponent
                        .evaluate(new ClassFileImporter().importClasses(Forgetful.class))
                        .getFailureReport()
                        .getDetails())
                .singleElement()
                .asString()
                .contains("Forgetful.renamed(java.lang.String)");
    }

    record Forgetful(String name, String remark) {
        Forgetful(String name) {
            this(name, "");
        }

        static Forgetful of(String name) {
            return new Forgetful(name);
        }

        Forgetful renamed(String other) {
            return new Forgetful(other);
        }
    }

    private static ArchCondition<JavaClass> copyThemselvesWhole() {
        return new ArchCondition<>("name every component where they copy themselves") {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                type.getConstructorCallsFromSelf().stream()
                        .filter(call -> call.getTargetOwner().equals(type))
                        .filter(call -> isCopy(call) && !isCanonical(call))
                        .forEach(call -> events.add(SimpleConditionEvent.violated(type, call.getDescription())));
            }
        };
    }

    private static ArchCondition<JavaClass> notBeConstructedByOthers() {
        return new ArchCondition<>("be constructed by themselves and what is nested in them") {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                type.getConstructorCallsToSelf().stream()
                        .filter(call -> !outermost(call.getOriginOwner()).equals(outermost(type)))
                        .forEach(call -> events.add(SimpleConditionEvent.violated(type, call.getDescription())));
            }
        };
    }

    private static JavaClass outermost(JavaClass type) {
        return type.getEnclosingClass().map(RecordsTest::outermost).orElse(type);
    }

    /** From one that is there: in a method of it. */
    private static boolean isCopy(JavaConstructorCall call) {
        return call.getOrigin().isMethod() && !call.getOrigin().getModifiers().contains(JavaModifier.STATIC);
    }

    private static boolean isCanonical(JavaConstructorCall call) {
        return call.getTarget().getRawParameterTypes().size() == components(call.getTargetOwner());
    }

    private static long components(JavaClass record) {
        return record.getFields().stream()
                .filter(field -> !field.getModifiers().contains(JavaModifier.STATIC))
                .count();
    }
}
