package io.jenkins.plugins.threatmanager.policy;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A6: which branch specifiers of the Git plugin nobody can bend by pushing something. */
class ExactBranchTest {

    @ParameterizedTest
    @CsvSource({
        // specifier, with a full checkout, with a lightweight one
        "refs/heads/main,                          true,  true",
        "refs/heads/release/1.2,                   true,  true",
        "*/main,                                   true,  true",
        "*/release/1.2,                            true,  true",
        "origin/main,                              true,  true",
        "remotes/origin/main,                      true,  true",
        // a tag origin/main is looked for first
        "main,                                     false, true",
        // the commit if there is one, and otherwise the branch; without a checkout a branch always
        "badface,                                  false, true",
        "0123456789abcdef0123456789abcdef01234567, true,  true",
        // a branch, or a tag if there is no such branch
        "release/1.2,                              false, false",
        // the branch refs/remotes/origin/main of the remote is looked for first
        "refs/remotes/origin/main,                 false, false",
        "heads/main,                               false, false",
        "upstream/main,                            false, false",
        "refs/tags/v1,                             false, false",
        "*/tags/v1,                                false, false",
        "refs/pull/1/head,                         false, false",
        "**,                                       false, false",
        "*,                                        false, false",
        "*/*,                                      false, false",
        "*/main*,                                  false, false",
        "**/main,                                  false, false",
        "origin/*,                                 false, false",
        "refs/heads/*,                             false, false",
        "refs/heads/,                              false, false",
        ":main,                                    false, false",
        ":.*,                                      false, false",
        "${BRANCH},                                false, false",
        "refs/heads/$BRANCH,                       false, false",
        "*/release-${VERSION},                     false, false",
        "refs/heads/main~1,                        false, false",
        "HEAD^,                                    false, false",
        "'',                                       false, false"
    })
    void isOneBranch(String spec, boolean checkedOut, boolean lightweight) {
        assertThat(ExactBranch.is(spec, "origin", false)).as("checked out").isEqualTo(checkedOut);
        assertThat(ExactBranch.is(spec, "origin", true)).as("lightweight").isEqualTo(lightweight);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "+refs/heads/*:refs/remotes/origin/*",
                "refs/heads/main:refs/remotes/origin/main",
                "+refs/heads/release/1:refs/remotes/origin/release/1"
            })
    void branchesUnderTheirOwnNames(String refspec) {
        assertThat(ExactBranch.fetchesAsNamed(refspec, "origin")).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "+refs/heads/feature/*:refs/remotes/origin/*",
                "+refs/heads/feature:refs/remotes/origin/main",
                "+refs/pull/*/head:refs/remotes/origin/*",
                "+refs/heads/*:refs/remotes/upstream/*",
                "+refs/heads/*:refs/heads/*",
                "refs/heads/main",
                "+refs/tags/*:refs/tags/*"
            })
    void whatIsFetchedUnderAnotherNameMayBeAnything(String refspec) {
        assertThat(ExactBranch.fetchesAsNamed(refspec, "origin")).isFalse();
    }
}
