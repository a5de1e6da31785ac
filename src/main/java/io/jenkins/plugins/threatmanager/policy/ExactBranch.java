package io.jenkins.plugins.threatmanager.policy;

import java.util.regex.Pattern;

/**
 * Whether a branch specifier of the Git plugin is one branch, whatever somebody pushes. From its sources
 * ({@code BranchSpec}, {@code DefaultBuildChooser}, {@code GitSCMFileSystem}) and the order in which {@code git rev-parse}
 * looks for a name, where tags come before branches of a remote. Pure.
 */
final class ExactBranch {

    private static final String HEADS = "refs/heads/";
    private static final Pattern COMMIT = Pattern.compile("[0-9a-f]{40}|[0-9a-f]{64}");

    /** What no name of a branch has in it, and would be a pattern, a variable or an expression. */
    private static final Pattern UNUSUAL = Pattern.compile("[*?\\[\\]$:^~\\\\\\s]");

    private ExactBranch() {}

    /**
     * @param remote name of the one remote that is configured
     * @param lightweight whether the Jenkinsfile is read without checking out: then the part before the name is not
     *     looked at in the same way
     */
    static boolean is(String spec, String remote, boolean lightweight) {
        if (spec.startsWith(HEADS)) {
            return isName(spec.substring(HEADS.length()));
        }
        if (spec.startsWith("*/")) {
            // A full checkout also looks among tags, which are all refs/tags/something.
            String name = spec.substring(2);
            return isName(name) && !name.startsWith("tags/");
        }
        for (String qualified : new String[] {remote + "/", "remotes/" + remote + "/"}) {
            if (spec.startsWith(qualified)) {
                return isName(spec.substring(qualified.length()));
            }
        }
        if (!spec.contains("/")) {
            // Lightweight, it is a branch always. Otherwise 'main' may be a tag 'origin/main', and 'badface' a commit.
            return lightweight ? isName(spec) : COMMIT.matcher(spec).matches();
        }
        return false;
    }

    static boolean isTag(String spec) {
        return spec.startsWith("refs/tags/") || spec.startsWith("tags/") || spec.startsWith("*/tags/");
    }

    /** Whether it fetches branches of the remote under their own names, and nothing else. */
    static boolean fetchesAsNamed(String refspec, String remote) {
        String[] ends = (refspec.startsWith("+") ? refspec.substring(1) : refspec).split(":", -1);
        if (ends.length != 2 || !ends[0].startsWith(HEADS)) {
            return false;
        }
        String name = ends[0].substring(HEADS.length());
        return (name.equals("*") || isName(name)) && ends[1].equals("refs/remotes/" + remote + "/" + name);
    }

    static boolean isName(String name) {
        return !name.isEmpty() && !UNUSUAL.matcher(name).find();
    }
}
