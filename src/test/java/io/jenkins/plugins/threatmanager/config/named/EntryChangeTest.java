package io.jenkins.plugins.threatmanager.config.named;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What becomes of a list if a page changes one entry of it. An entry with a blank in its name is invalid here. */
class EntryChangeTest {

    private static final List<NamedEntry> LIST = list("contoso", "not valid", "fabrikam");

    private static List<NamedEntry> list(String... names) {
        return Stream.of(names).map(NamedEntry::new).toList();
    }

    private static List<String> in(EntryChange<NamedEntry> change) {
        return names(LIST, change).stream().map(NamedEntry::getName).toList();
    }

    private static List<NamedEntry> names(List<NamedEntry> list, EntryChange<NamedEntry> change) {
        return change.in("tenant", list, entry -> {
            if (entry.getName().contains(" ")) {
                throw new IllegalArgumentException("A name has no blank.");
            }
        });
    }

    private static EntryChange<NamedEntry> added(String name, String... aliases) {
        return EntryChange.added(new NamedEntry(name, aliases), "", 0);
    }

    private static EntryChange<NamedEntry> replaced(String instead, String name, String... aliases) {
        return EntryChange.replaced(instead, new NamedEntry(name, aliases), 3);
    }

    @Test
    void anEntryIsAddedReplacedAndRemovedWhereItIs() {
        assertThat(in(added("adatum"))).containsExactly("contoso", "not valid", "fabrikam", "adatum");
        assertThat(in(replaced("contoso", "adatum"))).containsExactly("adatum", "not valid", "fabrikam");
        assertThat(in(replaced("contoso", "contoso"))).containsExactly("contoso", "not valid", "fabrikam");
        assertThat(in(EntryChange.removed("fabrikam"))).containsExactly("contoso", "not valid");
    }

    /** So that two invalid ones can be corrected one after the other. */
    @Test
    void anInvalidEntryIsCorrectedOrRemovedLikeAnyOther() {
        assertThat(in(replaced("not valid", "valid"))).containsExactly("contoso", "valid", "fabrikam");
        assertThat(in(EntryChange.removed("not valid"))).containsExactly("contoso", "fabrikam");
    }

    @Test
    void theNameBeforeStaysAnAlias() {
        NamedEntry renamed = names(LIST, replaced("contoso", "adatum", "older")).get(0);
        assertThat(renamed.getAliases()).containsExactly("older", "contoso");

        NamedEntry back = names(List.of(renamed), replaced("adatum", "contoso", "older", "contoso"))
                .get(0);
        assertThat(back.getName()).isEqualTo("contoso");
        assertThat(back.getAliases()).containsExactly("older", "adatum");

        assertThat(names(List.of(back), replaced("contoso", "contoso", "older"))
                        .get(0)
                        .getAliases())
                .as("removed by whoever edits the entry")
                .containsExactly("older");
    }

    @Test
    void whatCannotBeIsRefused() {
        assertThatThrownBy(() -> in(added("a b"))).hasMessage("A name has no blank.");
        assertThatThrownBy(() -> in(added("fabrikam"))).hasMessage("There are two tenants called 'fabrikam'.");
        assertThatThrownBy(() -> in(replaced("contoso", "fabrikam")))
                .hasMessage("There are two tenants called 'fabrikam'.");
        assertThatThrownBy(() -> in(replaced("gone", "adatum")))
                .hasMessageContaining("There is no tenant 'gone' any more");
        assertThatThrownBy(() -> in(EntryChange.removed("gone"))).hasMessageContaining("Nothing was changed.");
    }

    @Test
    void oneNameNeverStandsForTwo() {
        List<NamedEntry> list = List.of(new NamedEntry("contoso", "old"), new NamedEntry("fabrikam"));

        assertThatThrownBy(() -> names(list, added("old")))
                .hasMessage(
                        "'old' is an alias of the tenant 'contoso': jobs that say 'old' use that one. Choose another"
                                + " name, or first remove the alias from 'contoso'.");
        assertThatThrownBy(() -> names(list, replaced("fabrikam", "fabrikam", "contoso")))
                .hasMessageContaining("'contoso' is an alias of the tenant 'fabrikam'");
        assertThatThrownBy(() -> names(list, replaced("fabrikam", "fabrikam", "old")))
                .hasMessage("'old' is an alias of the tenants 'fabrikam' and 'contoso'. Remove it from one of them.");
        assertThatThrownBy(() -> NamedItems.checked(
                        "tenant",
                        List.of(new NamedEntry("contoso", "old"), new NamedEntry("old")),
                        Named::names,
                        entry -> {}))
                .hasMessageContaining("'old' is an alias of the tenant 'contoso'");
        assertThat(NamedItems.checked("tenant", list, Named::names, entry -> {}))
                .isEqualTo(list);
    }

    @Test
    void whatIsCalledSoIsFoundByItsNameFirst() {
        NamedEntry alias = new NamedEntry("contoso", "old");
        NamedEntry name = new NamedEntry("old");

        assertThat(Named.find(List.of(alias), "old")).contains(alias);
        assertThat(Named.find(List.of(alias, name), "old")).as("an edited file").contains(name);
        assertThat(Named.find(List.of(alias, name), "none")).isEmpty();
        assertThat(CurrentNames.of(List.of(alias), List.of()).tenant("old")).isEqualTo("contoso");
        assertThat(CurrentNames.of(List.of(alias, name), List.of()).tenant("old"))
                .isEqualTo("old");
    }
}
