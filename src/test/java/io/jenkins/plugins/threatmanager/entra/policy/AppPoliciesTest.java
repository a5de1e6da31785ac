package io.jenkins.plugins.threatmanager.entra.policy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What counts for an application of all that policies say, from the documents as Graph writes them. */
class AppPoliciesTest {

    private static final Instant CREATED = Instant.parse("2026-06-01T00:00:00Z");
    private static final String NINETY = "{'restrictionType':'passwordLifetime','maxLifetime':'P90D'}";
    private static final String NONE = "{'restrictionType':'passwordAddition','maxLifetime':null}";

    private static JsonNode json(String text) throws Exception {
        return new ObjectMapper().readTree(text.replace('\'', '"'));
    }

    private static Optional<AppManagementPolicy> byDefault(String... restrictions) throws Exception {
        return PolicyDocument.byDefault(
                json("{'displayName':'Default','isEnabled':true,'applicationRestrictions':{'passwordCredentials':["
                        + String.join(",", restrictions) + "],'keyCredentials':[]}}"));
    }

    private static Optional<List<AppManagementPolicy>> assigned(boolean enabled, String... restrictions)
            throws Exception {
        return PolicyDocument.assigned(json("{'value':[{'displayName':'Sync','isEnabled':" + enabled
                + ",'restrictions':{'passwordCredentials':[" + String.join(",", restrictions) + "]}}]}"));
    }

    private static AppPolicies only(String... restrictions) throws Exception {
        return new AppPolicies(byDefault(restrictions), Optional.of(List.of()));
    }

    private static Optional<String> longest(AppPolicies policies) {
        return policies.longest(CREATED).map(limit -> limit.longest().toString());
    }

    @Test
    void theDefaultCountsWhereNothingIsAssigned() throws Exception {
        assertThat(longest(only(NINETY))).contains("90 days");
        assertThat(only(NINETY).longest(CREATED).orElseThrow().policy())
                .isEqualTo("tenant's default app management policy");
        assertThat(only(NINETY).forbidding(CREATED)).isEmpty();
        assertThat(only(NONE).forbidding(CREATED)).contains("tenant's default app management policy");
        assertThat(longest(only(NONE))).isEmpty();
    }

    @Test
    void whatIsAssignedCountsInsteadAndInheritsNothing() throws Exception {
        AppPolicies exempt = new AppPolicies(byDefault(NONE, NINETY), assigned(true));
        AppPolicies longer = new AppPolicies(
                byDefault(NONE, NINETY),
                assigned(true, "{'restrictionType':'passwordLifetime','maxLifetime':'P180D'}"));

        assertThat(exempt.forbidding(CREATED)).isEmpty();
        assertThat(longest(exempt)).isEmpty();
        assertThat(longer.forbidding(CREATED)).isEmpty();
        assertThat(longest(longer)).contains("180 days");
        assertThat(longer.longest(CREATED).orElseThrow().policy())
                .isEqualTo("app management policy 'Sync' that is assigned to it");
    }

    @Test
    void whatIsSwitchedOffCountsForNothing() throws Exception {
        AppPolicies policies = new AppPolicies(byDefault(NINETY), assigned(false, NONE));
        AppManagementPolicy off = new AppManagementPolicy(
                "Default", false, byDefault(NONE).orElseThrow().restrictions());

        assertThat(policies.forbidding(CREATED)).isEmpty();
        assertThat(longest(policies)).contains("90 days");
        assertThat(new AppPolicies(Optional.of(off), Optional.of(List.of())).forbidding(CREATED))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "2026-05-31T23:59:59Z, true",
        "2026-06-01T00:00:00Z, true",
        "2026-06-01T00:00:00.0000001Z, false",
        "2026-06-01T02:00:00+02:00, true",
        "2027-01-01T00:00:00Z, false"
    })
    void bindsWhatWasCreatedThenOrLater(String from, boolean bound) throws Exception {
        String restriction =
                "{'restrictionType':'passwordAddition','restrictForAppsCreatedAfterDateTime':'" + from + "'}";

        assertThat(only(restriction).forbidding(CREATED).isPresent()).isEqualTo(bound);
    }

    @Test
    void theShortestOfSeveralCounts() throws Exception {
        assertThat(longest(only(NINETY, "{'restrictionType':'passwordLifetime','maxLifetime':'P30D'}")))
                .contains("30 days");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'restrictionType':'passwordLifetime','maxLifetime':'ninety'}",
                "{'restrictionType':'passwordLifetime','maxLifetime':'P-3D'}",
                "{'restrictionType':'passwordLifetime','maxLifetime':'P99999999999D'}",
                "{'restrictionType':'passwordLifetime','maxLifetime':'P9999999Y'}",
                "{'restrictionType':'passwordLifetime','maxLifetime':null}",
                "{'restrictionType':'passwordLifetime'}",
                "{'restrictionType':'passwordLifetime','maxLifetime':'P90D','state':'disabled'}",
                "{'restrictionType':'passwordAddition','state':'unknownFutureValue'}",
                "{'restrictionType':'passwordAddition','restrictForAppsCreatedAfterDateTime':'soon'}",
                "{'restrictionType':'customPasswordAddition'}",
                "{'restrictionType':'symmetricKeyLifetime','maxLifetime':'P1D'}",
                "{'restrictionType':'somethingNew','maxLifetime':'P1D'}",
                "{}",
                "null",
                "7"
            })
    void whatIsNotUnderstoodRestrictsNothing(String restriction) throws Exception {
        assertThat(longest(only(restriction))).isEmpty();
        assertThat(only(restriction).forbidding(CREATED)).isEmpty();
    }

    @Test
    void anExemptionThatMayCountForbidsNothingAndShortens() throws Exception {
        String actors = ",'excludeActors':{'customSecurityAttributes':[{'id':'Sync_Exempt'}]}}";
        AppPolicies policies = only(NONE.replace("}", actors), NINETY.replace("}", actors));

        assertThat(policies.forbidding(CREATED)).isEmpty();
        assertThat(longest(policies)).contains("90 days");
        assertThat(only(NONE.replace("}", ",'excludeActors':{'customSecurityAttributes':[]}}"))
                        .forbidding(CREATED))
                .isPresent();
    }

    @Test
    void whatCannotBeReadIsNotKnown() throws Exception {
        AppPolicies unread = new AppPolicies(byDefault(NONE, NINETY), Optional.empty());

        assertThat(AppPolicies.UNKNOWN.isKnown()).isFalse();
        assertThat(longest(AppPolicies.UNKNOWN)).isEmpty();
        assertThat(unread.forbidding(CREATED)).isEmpty();
        assertThat(longest(unread)).contains("90 days");
        assertThat(PolicyDocument.byDefault(json("{'error':{}}"))).isEmpty();
        assertThat(PolicyDocument.assigned(json("[]"))).isEmpty();
    }

    @Test
    void aNameIsMadePrintable() throws Exception {
        AppPolicies policies = new AppPolicies(
                Optional.empty(),
                PolicyDocument.assigned(
                        json("{'value':[{'displayName':'a\\n\\u001b[31mb','isEnabled':true,'restrictions':"
                                + "{'passwordCredentials':[" + NONE + "]}}]}")));

        assertThat(policies.forbidding(CREATED).orElseThrow()).contains("'a ").doesNotContain("\n", "\u001b");
    }

    @ParameterizedTest
    @CsvSource({
        "P90D, 90 days, 2026-08-30T00:00:00Z",
        "P1D, 1 day, 2026-06-02T00:00:00Z",
        "p90d, 90 days, 2026-08-30T00:00:00Z",
        "P4DT12H30M5S, P4DT12H30M5S, 2026-06-05T12:30:05Z",
        "PT36H, PT36H, 2026-06-02T12:00:00Z",
        "P3M, P3M, 2026-09-01T00:00:00Z",
        "P2Y, P2Y, 2028-06-01T00:00:00Z",
        "P0D, 0 days, 2026-06-01T00:00:00Z"
    })
    void durationsAsIso8601WritesThem(String text, String words, Instant end) {
        PolicyLifetime lifetime = PolicyLifetime.parse(text).orElseThrow();

        assertThat(lifetime).hasToString(words);
        assertThat(lifetime.after(CREATED)).isEqualTo(end);
    }
}
