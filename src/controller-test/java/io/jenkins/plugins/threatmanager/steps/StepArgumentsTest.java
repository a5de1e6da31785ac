package io.jenkins.plugins.threatmanager.steps;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.threatmanager.procedure.request.Argument;
import io.jenkins.plugins.threatmanager.procedure.request.ArgumentValues;
import io.jenkins.plugins.threatmanager.procedure.request.Operation;
import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;

/** Each step takes the arguments of its operation, those alone, and passes each on. */
class StepArgumentsTest {

    /** Where the vault is, which is Jenkins' own affair. */
    private static final String STORE = "store";

    static Stream<OperationStep> steps() {
        return AllOperations.plain();
    }

    @Test
    void eachOperationIsAStep() {
        assertThat(steps().map(OperationStep::operation)).containsExactlyInAnyOrder(Operation.values());
    }

    @ParameterizedTest
    @MethodSource("steps")
    void takesWhatItsOperationTakes(OperationStep step) {
        Set<String> taken = step.operation().arguments().stream()
                .map(Argument::argumentName)
                .collect(Collectors.toCollection(TreeSet::new));
        Set<String> bound = bound(step.getClass());
        bound.remove(STORE);
        assertThat(bound).isEqualTo(taken);
    }

    @ParameterizedTest
    @MethodSource("steps")
    void passesEachOn(OperationStep step) throws ReflectiveOperationException {
        for (Method setter : setters(step.getClass()).toList()) {
            Class<?> type = setter.getParameterTypes()[0];
            if (type == boolean.class) {
                setter.invoke(step, true);
            } else if (type == int.class) {
                setter.invoke(step, 77);
            } else if (type == String.class) {
                setter.invoke(step, " given ");
            }
        }
        ArgumentValues values = step.arguments();
        for (Argument argument : step.operation().arguments()) {
            assertThat(values.text(argument)).as(argument.argumentName()).isPresent();
            assertThat(values.flag(argument))
                    .as(argument.argumentName())
                    .isEqualTo(argument.kind() == Argument.Kind.FLAG);
        }
    }

    private static Set<String> bound(Class<?> step) {
        Set<String> names = setters(step)
                .map(setter -> setter.getName().substring(3))
                .map(name -> Character.toLowerCase(name.charAt(0)) + name.substring(1))
                .collect(Collectors.toCollection(TreeSet::new));
        for (Constructor<?> constructor : step.getConstructors()) {
            if (constructor.isAnnotationPresent(DataBoundConstructor.class)) {
                Arrays.stream(constructor.getParameters()).forEach(parameter -> names.add(parameter.getName()));
            }
        }
        return names;
    }

    private static Stream<Method> setters(Class<?> step) {
        return Arrays.stream(step.getMethods()).filter(method -> method.isAnnotationPresent(DataBoundSetter.class));
    }
}
