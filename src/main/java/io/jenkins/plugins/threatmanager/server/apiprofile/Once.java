package io.jenkins.plugins.threatmanager.server.apiprofile;

import com.fasterxml.jackson.core.JsonPointer;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Lists of which no value may be in two, or in one twice. */
final class Once {

    private final String what;
    private final Set<Object> seen = new HashSet<>();

    /** @param what one of the values, for example {@code the word} */
    Once(String what) {
        this.what = what;
    }

    /** @param least what there must be at least one of, for example {@code word} */
    Once in(String member, List<?> values, String least) {
        Mistake.when(values.isEmpty(), member, "must hold at least one " + least);
        return in(member, values);
    }

    Once in(String member, List<?> values) {
        for (int i = 0; i < values.size(); i++) {
            if (!seen.add(values.get(i))) {
                throw new Mistake(
                        JsonPointer.empty().appendProperty(member).appendIndex(i),
                        what + " " + values.get(i) + " is there already");
            }
        }
        return this;
    }
}
