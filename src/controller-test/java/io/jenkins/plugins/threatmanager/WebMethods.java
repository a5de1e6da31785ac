package io.jenkins.plugins.threatmanager;

import hudson.ExtensionList;
import hudson.model.Descriptor;
import hudson.security.csrf.CrumbIssuer;
import io.jenkins.plugins.threatmanager.config.ThreatManagerConfiguration;
import jakarta.servlet.ServletRequest;
import java.io.IOException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.net.URISyntaxException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jvnet.hudson.test.JenkinsRule;

/** The web methods of the plugin, found by reflection so that none can be forgotten, and a way to call them. */
public final class WebMethods {

    private static final String OURS = "io.jenkins.plugins.threatmanager.";

    /** Something for each parameter that any of them has. */
    private static final Map<String, String> PARAMETERS = Map.of(
            "value", "x",
            "name", "tm-hand",
            "cloud", "GLOBAL",
            "authorityUrl", "",
            "secretLifetime", "",
            "allowHttp", "false",
            "credentialsId", "value-of-mine",
            "otpSecretCredentialsId", "value-of-mine",
            "tenant", "value-of-mine",
            "server", "value-of-mine");

    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private WebMethods() {}

    /** A web method of a descriptor. */
    public record WebMethod(Descriptor<?> descriptor, Method method) {

        /** Relative to what the descriptor is asked for: Jenkins, a folder or a job. */
        public String path() {
            String name = method.getName().substring(2);
            return "descriptorByName/" + descriptor.getId() + "/" + Character.toLowerCase(name.charAt(0))
                    + name.substring(1);
        }

        /** Whether it is of a package of the plugin, for example {@code steps}. */
        public boolean isIn(String subpackage) {
            return descriptor.getClass().getName().startsWith(OURS + subpackage + ".");
        }

        @Override
        public String toString() {
            return path();
        }
    }

    /** Of all descriptors of the plugin, inherited ones included. */
    public static List<WebMethod> all() {
        return ExtensionList.lookup(Descriptor.class).stream()
                .filter(descriptor -> descriptor.getClass().getName().startsWith(OURS))
                .flatMap(descriptor -> Stream.of(descriptor.getClass().getMethods())
                        .filter(method -> isOurs(method.getDeclaringClass()) && isWebMethod(method))
                        .map(method -> new WebMethod(descriptor, method)))
                .toList();
    }

    private static boolean isOurs(Class<?> type) {
        return type.getName().startsWith(OURS);
    }

    private static boolean isWebMethod(Method method) {
        return method.getName().matches("do[A-Z].*") && !method.isSynthetic() && !method.isBridge();
    }

    /** {@code Type.method} of every method of the plugin's classes that Stapler would call by its name. */
    public static TreeSet<String> declared() throws IOException, URISyntaxException {
        Path classes = Path.of(ThreatManagerConfiguration.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
        TreeSet<String> declared = new TreeSet<>();
        try (Stream<Path> files = Files.walk(classes.resolve(OURS.replace('.', '/')))) {
            for (Path file :
                    files.filter(each -> each.toString().endsWith(".class")).toList()) {
                String name =
                        classes.relativize(file).toString().replace('/', '.').replaceAll("\\.class$", "");
                for (Method method : load(name).getDeclaredMethods()) {
                    if (isWebMethod(method) && !Modifier.isPrivate(method.getModifiers())) {
                        declared.add(name + "." + method.getName());
                    }
                }
            }
        }
        return declared;
    }

    private static Class<?> load(String name) {
        try {
            return Class.forName(name, false, WebMethods.class.getClassLoader());
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }

    /** What Jenkins answered. */
    public record Answer(int status, String text) {}

    /**
     * Calls one, with a crumb and with something for each parameter.
     *
     * @param place below which, with trailing slash; empty for Jenkins itself
     * @param user null for nobody
     */
    public static Answer call(JenkinsRule jenkins, String place, WebMethod each, String user, String verb)
            throws Exception {
        String query = PARAMETERS.entrySet().stream()
                .map(entry -> entry.getKey() + "=" + entry.getValue())
                .collect(Collectors.joining("&"));
        return call(jenkins, place + each.path() + "?" + query, user, verb);
    }

    /** @param user null for nobody; the password of the others is their name, as in the dummy security realm */
    public static Answer call(JenkinsRule jenkins, String path, String user, String verb) throws Exception {
        CrumbIssuer crumbs = jenkins.jenkins.getCrumbIssuer();
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        jenkins.getURL().toURI().resolve(path))
                .method(verb, HttpRequest.BodyPublishers.noBody())
                .header(crumbs.getCrumbRequestField(), crumbs.getCrumb((ServletRequest) null));
        if (user != null) {
            String login = user + ":" + user;
            request.header(
                    "Authorization",
                    "Basic " + Base64.getEncoder().encodeToString(login.getBytes(StandardCharsets.UTF_8)));
        }
        HttpResponse<String> response = HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
        return new Answer(response.statusCode(), response.body());
    }
}
