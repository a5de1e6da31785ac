package io.jenkins.plugins.threatmanager.entra;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.threatmanager.transport.LocalAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * A cloud in which Entra tenants live: where tokens come from, and where Microsoft Graph is. Source: Microsoft Graph,
 * "National cloud deployments".
 *
 * @param name what configuration calls it, for example {@code GLOBAL}
 * @param authority base URL of the token endpoint without trailing slash
 * @param graph base URL of Microsoft Graph, without version and trailing slash
 */
public record EntraCloud(String name, URI authority, URI graph) {

    /** The public cloud, GCC included. */
    public static final EntraCloud GLOBAL =
            fixed("GLOBAL", "https://login.microsoftonline.com", "https://graph.microsoft.com");

    /** US Government L4 (GCC High). */
    public static final EntraCloud US_GOV_L4 =
            fixed("US_GOV_L4", "https://login.microsoftonline.us", "https://graph.microsoft.us");

    /** US Government L5 (DoD). */
    public static final EntraCloud US_GOV_L5 =
            fixed("US_GOV_L5", "https://login.microsoftonline.us", "https://dod-graph.microsoft.us");

    /** China, operated by 21Vianet. */
    public static final EntraCloud CHINA =
            fixed("CHINA", "https://login.partner.microsoftonline.cn", "https://microsoftgraph.chinacloudapi.cn");

    /** The name of a cloud with endpoints of its own. */
    public static final String CUSTOM = "CUSTOM";

    /** The clouds that Microsoft operates. */
    public static List<EntraCloud> all() {
        return List.of(GLOBAL, US_GOV_L4, US_GOV_L5, CHINA);
    }

    /**
     * @param name in any case
     * @throws IllegalArgumentException if there is no such cloud
     */
    public static EntraCloud named(String name) {
        return all().stream()
                .filter(cloud -> cloud.name.equalsIgnoreCase(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("\"" + name + "\" is not a cloud: use one of "
                        + all().stream().map(EntraCloud::name).collect(Collectors.joining(", "))
                        + ", or custom endpoints."));
    }

    /**
     * What Threat Manager is to be given as Azure Cloud, which only it knows for a custom cloud.
     *
     * @param cloud name of the tenant's cloud
     * @param word for a custom cloud: the name of one of Microsoft's, in any case, or a word of the server's own; none
     *     or empty if it has none
     * @return the name of a cloud, the word, or {@link #CUSTOM} if there is no word
     */
    public static String forThreatManager(String cloud, @CheckForNull String word) {
        if (!cloud.equals(CUSTOM) || word == null || word.isBlank()) {
            return cloud;
        }
        return all().stream()
                .map(EntraCloud::name)
                .filter(name -> name.equalsIgnoreCase(word.strip()))
                .findFirst()
                .orElse(word.strip());
    }

    /** @throws IllegalArgumentException if there is a word for a cloud that has one already */
    public static void checkForThreatManager(String cloud, @CheckForNull String word) {
        if (!cloud.equals(CUSTOM) && word != null && !word.isBlank()) {
            throw new IllegalArgumentException("threatManagerCloud is given, but the cloud is " + cloud
                    + ", whose word is in the API profile: leave it empty.");
        }
    }

    /**
     * Endpoints of one's own: a stand-in, or a cloud that this plugin does not know.
     *
     * @param authority an https URL without path; libraries of Microsoft take no other
     * @param graph an https URL without path, or an http URL of this machine
     * @throws IllegalArgumentException with a sentence that says which is wrong and how
     */
    public static EntraCloud custom(@CheckForNull String authority, @CheckForNull String graph) {
        URI login = baseUrl("The authority", authority);
        if (!"https".equals(login.getScheme())) {
            throw new IllegalArgumentException("The authority must be an https URL.");
        }
        return new EntraCloud(CUSTOM, login, baseUrl("The Graph endpoint", graph));
    }

    /**
     * By name; endpoints that are never used are a mistake, better reported now than later.
     *
     * @param authority token endpoint of a custom cloud; none or empty otherwise
     * @param graph Microsoft Graph of a custom cloud; none or empty otherwise
     * @throws IllegalArgumentException with a sentence that says what is wrong
     */
    public static EntraCloud of(String cloud, @CheckForNull String authority, @CheckForNull String graph) {
        if (cloud.equals(CUSTOM)) {
            return custom(authority, graph);
        }
        EntraCloud known = named(cloud);
        if (isGiven(authority) || isGiven(graph)) {
            throw new IllegalArgumentException("Endpoints are given, but the cloud is " + cloud
                    + ": choose custom endpoints or leave them empty.");
        }
        return known;
    }

    private static boolean isGiven(@CheckForNull String endpoint) {
        return endpoint != null && !endpoint.isEmpty();
    }

    /** The scope of tokens for Microsoft Graph here. */
    public String scope() {
        return graph + "/.default";
    }

    /** Where version 1.0 of Microsoft Graph is. */
    public String graphV1() {
        return graph + "/v1.0";
    }

    private static EntraCloud fixed(String name, String authority, String graph) {
        return new EntraCloud(name, URI.create(authority), URI.create(graph));
    }

    private static URI baseUrl(String what, @CheckForNull String text) {
        URI url;
        try {
            url = new URI(text == null ? "" : text.strip().replaceAll("/+$", ""));
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException(what + " is not a URL.");
        }
        String scheme = url.getScheme() == null ? "" : url.getScheme().toLowerCase(Locale.ROOT);
        if (url.getHost() == null || !(scheme.equals("https") || scheme.equals("http"))) {
            throw new IllegalArgumentException(what + " is not an https URL with a host name.");
        }
        if (!url.getRawPath().isEmpty() || url.getRawQuery() != null || url.getRawUserInfo() != null) {
            throw new IllegalArgumentException(what + " must be a host and optionally a port, without path.");
        }
        if (scheme.equals("http") && !LocalAddress.isThisMachine(url.getHost())) {
            throw new IllegalArgumentException(what + " must be an https URL; http is for this machine only.");
        }
        return url;
    }
}
