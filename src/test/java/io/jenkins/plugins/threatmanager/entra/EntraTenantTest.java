package io.jenkins.plugins.threatmanager.entra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A tenant as people write it. */
class EntraTenantTest {

    private static EntraTenant tenant(String domain) {
        return new EntraTenant("x", domain, EntraCloud.custom("https://login.example", "https://graph.example"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            ignoreLeadingAndTrailingWhitespace = false,
            value = {
                "contoso.example|contoso.example",
                " contoso.example\t|contoso.example",
                "b\u00fccher.example|xn--bcher-kva.example",
                "{0c5d1e7a-2222-3333-4444-555555555555}|0c5d1e7a-2222-3333-4444-555555555555",
            })
    void isTakenInTheFormThatServicesTake(String written, String taken) {
        assertThat(tenant(written).domain()).isEqualTo(taken);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", " ", "contoso", "{contoso.example}", "con toso.example", "..", "https://contoso.example"})
    void anythingElseIsRefused(String written) {
        assertThatThrownBy(() -> tenant(written)).isInstanceOf(IllegalArgumentException.class);
    }
}
