package hudson.model;

import java.util.List;

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

    /** Another build led to it. */
    public static class UpstreamCause extends Cause {

        private UpstreamCause() {}

        @Override
        public String getShortDescription() {
            throw new UnsupportedOperationException();
        }

        public Run<?, ?> getUpstreamRun() {
            throw new UnsupportedOperationException();
        }

        public List<Cause> getUpstreamCauses() {
            throw new UnsupportedOperationException();
        }

        /** There are more, of which nothing is kept. */
        public static class DeeplyNestedUpstreamCause extends Cause {

            public DeeplyNestedUpstreamCause() {}

            @Override
            public String getShortDescription() {
                throw new UnsupportedOperationException();
            }
        }
    }
}
