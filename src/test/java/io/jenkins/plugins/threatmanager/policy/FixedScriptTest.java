package io.jenkins.plugins.threatmanager.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A6: whose Jenkinsfile is chosen by whoever pushes, or gives a build its parameters. */
class FixedScriptTest {

    private static final String ORIGIN = remote("", "");
    private static final String MAIN = branch("refs/heads/main");

    private static Optional<FixedScript.Loose> job(String definition) {
        return FixedScript.obstacle("<flow-definition plugin=\"workflow-job@1\">\n  <description>"
                + "costs $5 &#x1b;</description>\n  <properties/>\n  " + definition + "\n</flow-definition>");
    }

    private static String fromScm(String type, String scm, String path, boolean lightweight) {
        return "<definition class=\"org.jenkinsci.plugins.workflow.cps.CpsScmFlowDefinition\""
                + " plugin=\"workflow-cps@1\"><scm"
                + " class=\"" + type + "\" plugin=\"any@1\">" + scm + "</scm><scriptPath>" + path
                + "</scriptPath><lightweight>" + lightweight + "</lightweight></definition>";
    }

    private static Optional<FixedScript.Loose> git(String remotes, String branches, String extensions) {
        return job(fromScm("hudson.plugins.git.GitSCM", gitScm(remotes, branches, extensions), "Jenkinsfile", false));
    }

    private static String gitScm(String remotes, String branches, String extensions) {
        return "<configVersion>2</configVersion><userRemoteConfigs>" + remotes + "</userRemoteConfigs><branches>"
                + branches + "</branches><submoduleCfg class=\"empty-list\"/><extensions>" + extensions
                + "</extensions>";
    }

    private static String remote(String name, String refspec) {
        return "<hudson.plugins.git.UserRemoteConfig><name>" + name + "</name><refspec>" + refspec
                + "</refspec><url>https://git.example.com/entra.git</url></hudson.plugins.git.UserRemoteConfig>";
    }

    private static String branch(String spec) {
        return "<hudson.plugins.git.BranchSpec><name>" + spec + "</name></hudson.plugins.git.BranchSpec>";
    }

    private static void refused(Optional<FixedScript.Loose> found, String why, String remedy) {
        assertThat(found).contains(new FixedScript.Loose(why, remedy));
    }

    @Test
    void aScriptInTheJobIsFixed() {
        assertThat(job("<definition class=\"org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition\"><script>echo"
                        + " \"${BRANCH}\"</script><sandbox>true</sandbox></definition>"))
                .isEmpty();
    }

    /** Its steps are in its configuration, whatever the repository has. */
    @Test
    void aJobWithoutScriptHasNothingToFix() {
        assertThat(FixedScript.obstacle("<project><scm class=\"hudson.plugins.git.GitSCM\">"
                        + gitScm(ORIGIN, branch("**"), "") + "</scm><builders/></project>"))
                .isEmpty();
    }

    @Test
    void oneBranchIsFixed() {
        assertThat(git(ORIGIN, MAIN, "")).isEmpty();
        assertThat(git(ORIGIN, branch("*/main"), "")).isEmpty();
        assertThat(git(remote("mirror", ""), branch("mirror/main"), "")).isEmpty();
        assertThat(git(
                        remote("mirror", "+refs/heads/*:refs/remotes/mirror/*"),
                        MAIN,
                        "<hudson.plugins.git.extensions.impl.CleanCheckout/>"))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"*/main*", "**", ":main|release", "main", "release/1", "refs/pull/1/head"})
    void whatNeedNotBeOneBranchIsNot(String spec) {
        refused(
                git(ORIGIN, branch(spec), ""),
                "takes its Jenkinsfile from '" + spec + "', which need not be one branch of its repository",
                "Write one branch into its Branch Specifier, such as refs/heads/main");
    }

    @Test
    void lightweightTheShortNameIsABranch() {
        assertThat(job(fromScm("hudson.plugins.git.GitSCM", gitScm(ORIGIN, branch("main"), ""), "Jenkinsfile", true)))
                .isEmpty();
    }

    @Test
    void aTagCanBeMoved() {
        refused(
                git(ORIGIN, branch("refs/tags/v1"), ""),
                "takes its Jenkinsfile from the tag 'refs/tags/v1'",
                "Write one branch into its Branch Specifier, such as refs/heads/main");
    }

    @ParameterizedTest
    @ValueSource(strings = {"${BRANCH}", "refs/heads/$BRANCH", "*/release-${params.VERSION}"})
    void aVariableIsWhateverABuildSays(String spec) {
        refused(
                git(ORIGIN, branch(spec), ""),
                "takes its Jenkinsfile from '" + spec + "', which a build parameter or variable decides",
                "Write one branch into its Branch Specifier, such as refs/heads/main");
    }

    @Test
    void aVariableCountsWhereverItIs() {
        refused(
                job(fromScm("hudson.plugins.git.GitSCM", gitScm(ORIGIN, MAIN, ""), "${SCRIPT}", false)),
                "takes its Jenkinsfile from '${SCRIPT}', which a build parameter or variable decides",
                "Write there what it stands for, without a variable");
        assertThat(git(ORIGIN.replace("entra.git", "$REPOSITORY.git"), MAIN, ""))
                .isPresent();
        assertThat(job(fromScm(
                        "hudson.scm.SubversionSCM",
                        "<locations><hudson.scm.SubversionSCM_-ModuleLocation><remote>https://svn.example.com/${BRANCH}"
                                + "</remote></hudson.scm.SubversionSCM_-ModuleLocation></locations>",
                        "Jenkinsfile",
                        true)))
                .isPresent();
    }

    @Test
    void severalBranchesOrRepositoriesAreNotOne() {
        refused(
                git(ORIGIN, MAIN + branch("refs/heads/release"), ""),
                "names several repositories or branches for its Jenkinsfile, or none",
                "Leave one repository and one branch there, such as refs/heads/main");
        assertThat(git(ORIGIN + remote("fork", ""), MAIN, "")).isPresent();
        assertThat(git(ORIGIN, "", "")).isPresent();
        assertThat(git("", "", "")).isPresent();
    }

    @ParameterizedTest
    @CsvSource({
        "'', +refs/heads/feature/*:refs/remotes/origin/*",
        "'', +refs/heads/*:refs/remotes/origin/* +refs/pull/*/head:refs/remotes/origin/*",
        "remotes, ''",
        "refs, ''",
        "a/b, ''"
    })
    void whatIsFetchedMustBeCalledAsItIs(String name, String refspec) {
        assertThat(git(remote(name, refspec), MAIN, "")).isPresent();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "hudson.plugins.git.extensions.impl.BuildChooserSetting",
                "hudson.plugins.git.extensions.impl.PreBuildMerge",
                "com.example.Anything"
            })
    void whatChoosesAnotherCommitIsRefused(String extension) {
        refused(
                git(ORIGIN, MAIN, "<" + extension + "/>"),
                "uses the Git behaviour '" + extension.substring(extension.lastIndexOf('.') + 1)
                        + "', which may choose another commit",
                "Remove that behaviour from it");
    }

    @Test
    void subversionHasItsBranchInItsAddress() {
        assertThat(job(fromScm(
                        "hudson.scm.SubversionSCM",
                        "<locations><hudson.scm.SubversionSCM_-ModuleLocation><remote>https://svn.example.com/trunk"
                                + "</remote></hudson.scm.SubversionSCM_-ModuleLocation></locations>",
                        "Jenkinsfile",
                        true)))
                .isEmpty();
    }

    @Test
    void whatCannotBeToldIsNotFixed() {
        refused(
                job(fromScm("com.example.OtherSCM", "", "Jenkinsfile", false)),
                "takes its Pipeline script from OtherSCM, and nobody can tell whether its branch is fixed",
                "Write the script into the job, or take it from one branch of a Git or Subversion repository");
        assertThat(job("<definition class=\"org.jenkinsci.plugins.workflow.multibranch.SCMBinder\"/>"))
                .isPresent();
        assertThat(job("<definition/>")).isPresent();
        assertThat(job("<definition class=\"org.jenkinsci.plugins.workflow.cps.CpsScmFlowDefinition\">"
                        + "<scm reference=\"../../scm\"/></definition>"))
                .isPresent();
        assertThat(FixedScript.obstacle("no XML")).isPresent();
        assertThat(FixedScript.obstacle("<!DOCTYPE a><a/>")).isPresent();
    }

    /** Jenkins writes an object that it has written already as a reference, here to where its refspec cannot be seen. */
    @Test
    void whatIsWrittenElsewhereIsNotFixed() {
        assertThat(git("<hudson.plugins.git.UserRemoteConfig reference=\"../../../../properties/any\"/>", MAIN, ""))
                .isPresent();
        assertThat(job("<definition reference=\"../properties/any\"/>")).isPresent();
    }
}
