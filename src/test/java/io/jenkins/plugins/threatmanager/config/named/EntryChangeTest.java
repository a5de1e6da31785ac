package io.jenkins.plugins.threatmanager.config.named;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** What becomes of a list if a page changes one entry of it. An entry is its own name here; one with a blank is invalid. */
class EntryChangeTest {

    private static final List<String> LIST = List.of("contoso", "not valid", "fabrikam");

    private static List<String> in(EntryChange<String> change) {
        return change.in("tenant", LIST, Function.identity(), entry -> {
            if (entry.contains(" ")) {
                throw new IllegalArgumentException("A name has no blank.");
            }
        });
    }

    @Test
    void anEntryIsAddedReplacedAndRemovedWhereItIs() {
        assertThat(in(EntryChange.added("adatum", "contoso", 3)))
                .containsExactly("contoso", "not valid", "fabrikam", "adatum");
        assertThat(in(EntryChange.replaced("contoso", "adatum", 3))).containsExactly("adatum", "not valid", "fabrikam");
        assertThat(in(EntryChange.replaced("contoso", "contoso", 3))).isEqualTo(LIST);
        assertThat(in(EntryChange.removed("fabrikam"))).containsExactly("contoso", "not valid");
    }

    /** So that two invalid ones can be corrected one after the other. */
    @Test
    void anInvalidEntryIsCorrectedOrRemovedLikeAnyOther() {
        assertThat(in(EntryChange.replaced("not valid", "valid", 3))).containsExactly("contoso", "valid", "fabrikam");
        assertThat(in(EntryChange.removed("not valid"))).containsExactly("contoso", "fabrikam");
    }

    @Test
    void whatCannotBeIsRefused() {
        assertThatThrownBy(() -> in(EntryChange.added("a b", "", 0))).hasMessage("A name has no blank.");
        assertThatThrownBy(() -> in(EntryChange.added("fabrikam", "", 0)))
                .hasMessage("There are two tenants called 'fabrikam'.");
        assertThatThrownBy(() -> in(EntryChange.replaced("contoso", "fabrikam", 0)))
                .hasMessage("There are two tenants called 'fabrikam'.");
        assertThatThrownBy(() -> in(EntryChange.replaced("gone", "adatum", 0)))
                .hasMessageContaining("There is no tenant 'gone' any more");
        assertThatThrownBy(() -> in(EntryChange.removed("gone"))).hasMessageContaining("Nothing was changed.");
    }
}
