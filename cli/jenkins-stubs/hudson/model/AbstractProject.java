package hudson.model;

/** A freestyle or similar job. */
public abstract class AbstractProject<P extends AbstractProject<P, R>, R extends AbstractBuild<P, R>>
        extends Job<P, R> {

    private AbstractProject() {
        super(null, null);
    }
}
