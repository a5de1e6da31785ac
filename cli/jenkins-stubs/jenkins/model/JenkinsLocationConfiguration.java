package jenkins.model;

/** Where the controller is reached. */
public class JenkinsLocationConfiguration extends GlobalConfiguration {

    public static JenkinsLocationConfiguration get() {
        throw new UnsupportedOperationException();
    }

    public String getUrl() {
        throw new UnsupportedOperationException();
    }
}
