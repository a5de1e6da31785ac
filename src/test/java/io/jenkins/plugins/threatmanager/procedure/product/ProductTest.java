package io.jenkins.plugins.threatmanager.procedure.product;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a product may be called, and what its app registration is called for that. */
class ProductTest {

    private static final List<String> PERMISSIONS = List.of("User.Read.All");

    @Test
    void theNamesOfTheAppAreMadeOfTheProducts() {
        Product product = Product.of(" access-analyzer ", "", PERMISSIONS);
        assertThat(product.name()).isEqualTo("access-analyzer");
        assertThat(product.uniqueName()).isEqualTo("netwrix-access-analyzer");
        assertThat(product.appName()).isEqualTo("Entra for Netwrix Access Analyzer");
        assertThat(Product.of("auditor", "Audit of Contoso", PERMISSIONS).appName())
                .isEqualTo("Audit of Contoso");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Access-Analyzer", "access analyzer", "-a", "a-", "a--b", "1a", "a_b", "a.b", "a/b"})
    void otherFormsAreRefused(String name) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Product.of(name, "", PERMISSIONS))
                .withMessageContaining("The product name '" + name + "'");
    }

    @ParameterizedTest
    @ValueSource(strings = {"threat-manager", "threat-manager-3", "threat-manager-entra-id-sync"})
    void namesOfThreatManagerAreTaken(String name) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Product.of(name, "", PERMISSIONS))
                .withMessageContaining("is taken");
    }

    @Test
    void permissionsLookLikePermissions() {
        assertThatIllegalArgumentException().isThrownBy(() -> Product.of("auditor", "", List.of()));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Product.of("auditor", "", List.of("all")))
                .withMessageContaining("'all' is not the name of a Microsoft Graph permission");
        assertThat(Product.of("auditor", "", List.of("A.B", "A.B")).permissions())
                .containsExactly("A.B");
    }

    @Test
    void noTwoHaveTheSameName() {
        Product product = Product.of("auditor", "", PERMISSIONS);
        assertThatIllegalArgumentException().isThrownBy(() -> new Products(List.of(product, product)));
    }

    @Test
    void noneHasTheUniqueNameOfThreatManager() {
        Products products = new Products(List.of(Product.of("auditor", "", PERMISSIONS)));
        products.requireOther("netwrix-threat-manager-entra-id-sync");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> products.requireOther("Netwrix-Auditor"))
                .withMessageContaining("change uniqueName");
    }
}
