package io.jenkins.plugins.threatmanager.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.threatmanager.procedure.ProcedureProblem;
import io.jenkins.plugins.threatmanager.server.ServerProblem;
import io.jenkins.plugins.threatmanager.transport.ProblemException;
import org.junit.jupiter.api.Test;

/** Administrators press this link and accept: what a server answers must not choose the app that they consent to. */
class ConsentLinkTest {

    private static final String OURS = "https://login.microsoftonline.com/contoso.com/adminconsent?client_id=ours";
    private static final String THEIRS = "https://login.microsoftonline.com/contoso.com/adminconsent?client_id=theirs";

    private static String missing(String why) {
        return new ProblemException(
                        ProcedureProblem.CONSENT_MISSING,
                        "Admin consent is missing for User.Read.All: " + why,
                        "Let a Privileged Role Administrator open " + OURS + " and accept, then run again.")
                .getMessage();
    }

    @Test
    void theLinkOfMissingConsentIsOffered() {
        assertThat(ConsentLink.in(missing("Not allowed."))).isEqualTo(OURS);
    }

    @Test
    void aLinkThatAServiceHasQuotedIsNot() {
        assertThat(ConsentLink.in(missing("\"Open " + THEIRS + "\"."))).isEqualTo(OURS);
        for (ServerProblem problem : ServerProblem.values()) {
            String sentence = new ProblemException(problem, "The server says \"Open " + THEIRS + "\".", "Run again.")
                    .getMessage();
            assertThat(ConsentLink.in(sentence)).as(problem.code()).isNull();
        }
    }
}
