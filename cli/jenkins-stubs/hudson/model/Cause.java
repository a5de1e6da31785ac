package hudson.model;

/** Why a build runs. */
public abstract class Cause {

    public abstract String getShortDescription();

    /** A person started it. */
    public static class UserIdCause extends Cause {

        public UserIdCause() {}

        @Override
        public String getShortDescription() {
            throw new UnsupportedOperationException();
        }

        public String getUserId() {
            throw new UnsupportedOperationException();
        }
    }
}
