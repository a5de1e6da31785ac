package io.jenkins.plugins.threatmanager.server.apiprofile;

import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** What must fit between the operations of a profile, and between them and the shapes. Mistakes are below operations. */
final class OperationRules {

    private static final int ACCEPTED = 202;

    private final Map<ApiOperation, ApiAction> actions;
    private final ApiShapes.Credentials credentials;

    OperationRules(Map<ApiOperation, ApiAction> actions, ApiShapes.Credentials credentials) {
        this.actions = actions;
        this.credentials = credentials;
    }

    /** @param severalClouds whether the server has more than one cloud to choose from */
    void check(boolean severalClouds) {
        secretGoesIn(ApiOperation.CREATE_PROFILE, ApiOperation.CREATE_CREDENTIAL);
        secretGoesIn(ApiOperation.UPDATE_PROFILE, ApiOperation.UPDATE_CREDENTIAL);
        Mistake.when(
                credentials instanceof ApiShapes.Credentials.Listed
                        != actions.containsKey(ApiOperation.LIST_CREDENTIALS),
                "operation listCredentials must be there if, and only if, credentials are listed");
        Mistake.when(
                actions.containsKey(ApiOperation.UPDATE_CREDENTIAL)
                        && !actions.containsKey(ApiOperation.CREATE_CREDENTIAL),
                "operation createCredential is missing, for a profile that has no credential yet");
        Mistake.in(ApiOperation.TEST_CONNECTION.word(), this::verdictIsSomewhere);
        Mistake.in(ApiOperation.UPDATE_PROFILE.word(), this::credentialIdCanBeSent);
        ApiOperationNeeds.check(actions, severalClouds);
    }

    private void secretGoesIn(ApiOperation profile, ApiOperation credential) {
        boolean inProfile = actions.get(profile).call().uses(Placeholder.PASSWORD);
        ApiAction own = actions.get(credential);
        Mistake.when(
                inProfile == (own != null) && !(inProfile && credential == ApiOperation.CREATE_CREDENTIAL),
                profile.word(),
                "{password} must be in its body, or operation " + credential.word() + " must be there, and not both");
        Mistake.when(own != null && !own.call().uses(Placeholder.PASSWORD), credential.word(), "must use {password}");
    }

    /** A test that was accepted has not passed yet. */
    private void verdictIsSomewhere() {
        ApiAction.ConnectionTest test = (ApiAction.ConnectionTest) actions.get(ApiOperation.TEST_CONNECTION);
        if (actions.containsKey(ApiOperation.TEST_RESULT)) {
            String elsewhere = "belongs to testResult, which says how the test ended";
            Mistake.when(test.verdict().isPresent(), "verdict", elsewhere);
            Mistake.when(test.message().isPresent(), "message", elsewhere);
            Mistake.when(
                    test.testId().isEmpty(),
                    "property testId is missing: where the answer has the identifier by which testResult asks for the"
                            + " result");
            return;
        }
        Mistake.when(test.testId().isPresent(), "testId", "needs operation testResult, which says how the test ended");
        Mistake.when(
                test.verdict().isEmpty() && test.call().expected().contains(ACCEPTED),
                "expect",
                "HTTP 202 says that the test was accepted, not that it passed; add operation testResult, or a verdict");
        Mistake.when(
                test.failedStatuses().isEmpty() && test.verdict().isEmpty(),
                "must have failedStatuses or verdict: how a failed connection test shows");
    }

    /** A profile may have no credential yet: then there is none to be named in an address. */
    private void credentialIdCanBeSent() {
        ApiCall update = actions.get(ApiOperation.UPDATE_PROFILE).call();
        if (!update.uses(Placeholder.CREDENTIAL_ID)) {
            return;
        }
        Mistake.when(
                credentials instanceof ApiShapes.Credentials.Inline,
                "{credentialId} cannot be filled in, because credentials that are inline have no identifier of their"
                        + " own");
        Set<Placeholder> inAddress = new HashSet<>(Template.placeholders(update.path()));
        update.parameters().values().forEach(each -> inAddress.addAll(Template.placeholders(each)));
        Mistake.when(
                inAddress.contains(Placeholder.CREDENTIAL_ID),
                "{credentialId} must be in its body, as a profile may have no credential yet; describe a request with"
                        + " its own address as updateCredential");
    }
}
