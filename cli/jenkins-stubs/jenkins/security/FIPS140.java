package jenkins.security;

/** Whether this JVM must use approved algorithms only. */
public class FIPS140 {

    private FIPS140() {}

    public static boolean useCompliantAlgorithms() {
        throw new UnsupportedOperationException();
    }
}
