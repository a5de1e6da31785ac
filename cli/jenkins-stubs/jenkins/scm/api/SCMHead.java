package jenkins.scm.api;

import hudson.model.Item;

/** A branch, tag or pull request of a repository. */
public class SCMHead {

    public SCMHead(String name) {}

    public String getName() {
        throw new UnsupportedOperationException();
    }

    /** Whoever knows the head that an item is made from. */
    public abstract static class HeadByItem {

        public HeadByItem() {}

        public static SCMHead findHead(Item item) {
            throw new UnsupportedOperationException();
        }
    }
}
