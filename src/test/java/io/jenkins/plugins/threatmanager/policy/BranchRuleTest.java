package io.jenkins.plugins.threatmanager.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A6: whose Jenkinsfile is written by whoever can push. */
class BranchRuleTest {

    private static final List<String> MAIN = List.of("main", "release/1");

    private static Optional<String> obstacle(String name, JobBranch.Kind kind, List<String> branches) {
        return BranchRule.obstacle(new JobBranch(true, Optional.of(new JobBranch.Head(name, kind)), ""), branches);
    }

    @Test
    void aJobThatIsMadeByHandFixesItsBranch() {
        assertThat(BranchRule.obstacle(new JobBranch(false, Optional.empty(), ""), List.of()))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"main", "release/1"})
    void aListedBranchMay(String name) {
        assertThat(obstacle(name, JobBranch.Kind.BRANCH, MAIN)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Main", "main2", "release", "release/1/x", "*"})
    void aBranchThatIsNotListedMayNot(String name) {
        assertThat(obstacle(name, JobBranch.Kind.BRANCH, MAIN))
                .contains("is made from the branch '" + name + "', which the tenant's policy does not list");
    }

    @Test
    void withoutListNoBranchMay() {
        assertThat(obstacle("main", JobBranch.Kind.BRANCH, List.of())).isPresent();
    }

    @Test
    void pullRequestsAndTagsNeverMayWhateverTheirName() {
        assertThat(obstacle("main", JobBranch.Kind.CHANGE_REQUEST, MAIN)).contains("is made from a pull request");
        assertThat(obstacle("main", JobBranch.Kind.TAG, MAIN)).contains("is made from the tag 'main'");
    }

    @Test
    void whatCannotBeToldMayNot() {
        assertThat(BranchRule.obstacle(new JobBranch(true, Optional.empty(), ""), MAIN))
                .contains("is made by a folder that finds its jobs elsewhere, and its branch cannot be told");
    }

    /** Whatever knows of a head counts, wherever the job is. */
    @Test
    void aHeadCountsOutsideOfSuchFoldersToo() {
        assertThat(BranchRule.obstacle(
                        new JobBranch(false, Optional.of(new JobBranch.Head("x", JobBranch.Kind.BRANCH)), ""), MAIN))
                .isPresent();
    }

    /** Whoever may make a repository in the organization makes a branch of any name. */
    @Test
    void aBranchOfARepositoryThatAnOrganizationFolderFindsCountsWithItsRepository() {
        JobBranch job = new JobBranch(
                true, Optional.of(new JobBranch.Head("main", JobBranch.Kind.BRANCH)), "security/org/anything");
        assertThat(BranchRule.obstacle(job, List.of("main", "security/org/entra:main")))
                .contains("is made from the branch 'security/org/anything:main', which the tenant's policy does not"
                        + " list");
        assertThat(BranchRule.obstacle(job, List.of("security/org/anything:main")))
                .isEmpty();
    }
}
