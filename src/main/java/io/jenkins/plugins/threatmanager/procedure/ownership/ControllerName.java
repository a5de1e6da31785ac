package io.jenkins.plugins.threatmanager.procedure.ownership;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * The name by which a Jenkins controller (or the command line) signs what it manages.
 *
 * @param name 1 to 40 letters, digits, {@code .}, {@code _}, {@code -}; for a controller {@link #ofController}
 */
public record ControllerName(String name) {

    private static final int LONGEST = 40;
    static final String FORM = "[A-Za-z0-9._-]{1,40}";
    private static final Pattern PATTERN = Pattern.compile(FORM);

    /** @throws IllegalArgumentException if it has another form */
    public ControllerName {
        if (!PATTERN.matcher(name).matches()) {
            throw new IllegalArgumentException(
                    "The controller name '" + name + "' may hold letters, digits, '.', '_' and '-' only, 40 at most.");
        }
    }

    /**
     * The default name of a controller: host, port and path of its address. Two of one name would
     * take each other's secrets for lost ones of their own, and one host may well serve several controllers.
     *
     * @param rootUrl of the controller; none or empty if none is configured
     * @param instanceId unique to the controller, at least eight letters and digits: used where there is no address,
     *     or too long a one
     */
    public static ControllerName ofController(@CheckForNull String rootUrl, String instanceId) {
        String address = rootUrl == null ? "" : address(rootUrl);
        String short8 = instanceId.substring(0, 8);
        if (address.isEmpty()) {
            return new ControllerName("jenkins-" + short8);
        }
        return new ControllerName(
                address.length() <= LONGEST ? address : address.substring(0, LONGEST - 9) + "-" + short8);
    }

    /** Empty if it has no host, or is no address at all: the setting is not validated. */
    private static String address(String rootUrl) {
        URI url;
        try {
            url = new URI(rootUrl);
        } catch (URISyntaxException e) {
            return "";
        }
        if (url.getHost() == null) {
            return "";
        }
        String port = url.getPort() < 0 ? "" : ":" + url.getPort();
        return (url.getHost() + port + url.getPath())
                .toLowerCase(Locale.ROOT)
                .replaceAll("/+$", "")
                .replaceAll("[^a-z0-9._-]", "-");
    }

    @Override
    public String toString() {
        return name;
    }
}
