package io.jenkins.plugins.threatmanager.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which tenant a mark is about, and what it says. */
class DisabledTenantTest {

    private static final Instant NOW = Instant.parse("2026-11-28T03:00:00Z");
    private static final DisabledTenant MARK =
            DisabledTenant.of("contoso", "contoso.onmicrosoft.com", NOW, "alice", "a lost laptop");

    /** An administrator may rename a tenant, or enter another of its domains. */
    @ParameterizedTest
    @CsvSource({
        "contoso, contoso.onmicrosoft.com, true",
        "contoso-emea, contoso.onmicrosoft.com, true",
        "contoso-emea, CONTOSO.onmicrosoft.com, true",
        "contoso, contoso.com, true",
        "Contoso, contoso.com, false",
        "fabrikam, fabrikam.onmicrosoft.com, false",
        "'', '', false",
    })
    void followsNameAndDomain(String name, String domain, boolean about) {
        assertThat(MARK.is(name, domain)).isEqualTo(about);
    }

    @ParameterizedTest
    @CsvSource({
        "contoso-emea, contoso, contoso.com, true",
        "contoso-emea, older, contoso.onmicrosoft.com, true",
        "contoso-emea, older, contoso.com, false",
    })
    void isNotEscapedByAnotherNameAsLongAsAnAliasOrTheDomainStays(
            String name, String alias, String domain, boolean about) {
        assertThat(MARK.is(List.of(name, alias), domain)).isEqualTo(about);
    }

    @Test
    void isCalledAsItsTenantIsByNow() {
        DisabledTenant called = MARK.ended("It failed.", List.of("a line")).called("contoso-emea");
        assertThat(called.getName()).isEqualTo("contoso-emea");
        assertThat(called.getDomain()).isEqualTo(MARK.getDomain());
        assertThat(called.since()).isEqualTo(NOW);
        assertThat(called.isEnded()).isTrue();
        assertThat(called.getFailure()).isEqualTo("It failed.");
        assertThat(called.getLines()).containsExactly("a line");
    }

    @Test
    void anEmptyMarkIsAboutNobody() {
        DisabledTenant empty = DisabledTenant.of("", "", NOW, "", "");
        assertThat(empty.is("", "")).isFalse();
    }

    @Test
    void saysHowFarItWent() {
        assertThat(MARK.isEnded()).isFalse();
        DisabledTenant ended = MARK.ended("It failed. Run again.", List.of("done: Entra: disable sign-in"));
        assertThat(ended.isEnded()).isTrue();
        assertThat(ended.getFailure()).isEqualTo("It failed. Run again.");
        assertThat(ended.getLines()).containsExactly("done: Entra: disable sign-in");
        assertThat(ended.since()).isEqualTo(NOW);
        assertThat(ended.getUser()).isEqualTo("alice");
        assertThat(ended.getReason()).isEqualTo("a lost laptop");
        assertThat(ended.is("contoso", "")).isTrue();
        assertThat(MARK.ended("", Collections.nCopies(1000, "a line")).getLines())
                .hasSize(200);
    }
}
