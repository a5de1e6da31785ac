package io.jenkins.plugins.threatmanager.procedure.request;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/** What is given for arguments, as texts. What is null or blank is not given. */
public final class ArgumentValues {

    private final Map<Argument, String> given = new EnumMap<>(Argument.class);

    /** @param text null or blank if it is not given */
    public ArgumentValues put(Argument argument, @CheckForNull String text) {
        if (text == null || text.isBlank()) {
            given.remove(argument);
        } else {
            given.put(argument, text.trim());
        }
        return this;
    }

    public ArgumentValues put(Argument argument, int count) {
        return put(argument, Integer.toString(count));
    }

    public ArgumentValues put(Argument argument, boolean flag) {
        return put(argument, flag ? Boolean.TRUE.toString() : "");
    }

    /** Never blank. */
    public Optional<String> text(Argument argument) {
        return Optional.ofNullable(given.get(argument));
    }

    public boolean flag(Argument argument) {
        return Boolean.parseBoolean(given.get(argument));
    }

    /** The same without all others. */
    ArgumentValues only(Set<Argument> arguments) {
        ArgumentValues only = new ArgumentValues();
        arguments.forEach(argument -> only.put(argument, given.get(argument)));
        return only;
    }

    /** The same with variables replaced. */
    public ArgumentValues expanded(UnaryOperator<String> expand) {
        ArgumentValues expanded = new ArgumentValues();
        given.forEach((argument, text) -> expanded.put(argument, expand.apply(text)));
        return expanded;
    }
}
