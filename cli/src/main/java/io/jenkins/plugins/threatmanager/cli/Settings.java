package io.jenkins.plugins.threatmanager.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import io.jenkins.plugins.threatmanager.procedure.ProcedureRequest;
import io.jenkins.plugins.threatmanager.procedure.ownership.Controller;
import io.jenkins.plugins.threatmanager.procedure.ownership.ControllerName;
import io.jenkins.plugins.threatmanager.procedure.product.Products;
import io.jenkins.plugins.threatmanager.procedure.request.Argument;
import io.jenkins.plugins.threatmanager.procedure.request.ArgumentReader;
import io.jenkins.plugins.threatmanager.procedure.request.ArgumentValues;
import io.jenkins.plugins.threatmanager.procedure.request.RequestFactory;
import io.jenkins.plugins.threatmanager.transport.ProblemException;
import io.jenkins.plugins.threatmanager.transport.TextFile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * A settings file, checked: the same YAML as configuration as code. Other parts of the file than {@code
 * unclassified.threatManager} are left alone; inside it, an unknown key is an error.
 */
final class Settings {

    private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory())
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    static final String REMEDY = "Correct the settings file and run again; the README shows an example.";

    private static final String ROOT = "threatManager";
    private static final String UNIQUE_NAME = "uniqueName";
    private static final String CONTROLLER_NAME = "controllerName";
    private static final String DEFAULT_CONTROLLER = "command-line";

    /** Besides those of arguments. */
    private static final Set<String> OTHER_DEFAULTS = Set.of(UNIQUE_NAME, CONTROLLER_NAME);

    private final SettingsYaml yaml;
    private final Path file;
    private final List<String> notes;
    private final Map<String, Set<String>> emptied;

    private Settings(SettingsYaml yaml, Path file, List<String> notes, Map<String, Set<String>> emptied) {
        this.yaml = yaml;
        this.file = file;
        this.notes = notes;
        this.emptied = emptied;
    }

    /** @throws ProblemException with one sentence, if it cannot be read or has an invalid value */
    static Settings read(Path path, Environment environment) {
        Path file = path.toAbsolutePath().normalize();
        JsonNode part = part(file, text(file));
        List<String> notes = new ArrayList<>();
        try {
            JsonNode known = part.deepCopy();
            Set<String> jenkinsOnly = SettingsTree.removeJenkinsOnly(known);
            if (!jenkinsOnly.isEmpty()) {
                notes.add("These keys of the settings file have no effect on the command line: "
                        + String.join(", ", jenkinsOnly) + ".");
            }
            SettingsVariables variables =
                    new SettingsVariables(new SettingsValues(environment, file.getParent()::resolve)::of);
            known = SettingsTree.withValues(known, ROOT, variables::replace);
            if (!variables.withoutValue().isEmpty()) {
                notes.add("These variables of the settings file have no value and count as empty: "
                        + String.join(", ", variables.withoutValue()) + ".");
            }
            SettingsTree.spellOut(known);
            Settings settings = new Settings(
                    YAML.treeToValue(known, SettingsYaml.class), file, List.copyOf(notes), variables.emptied());
            settings.check();
            return settings;
        } catch (IllegalArgumentException e) {
            throw wrong("The settings file " + file + " cannot be used: " + e.getMessage());
        } catch (UnrecognizedPropertyException e) {
            throw wrong("The settings file " + file + " has the unknown key '" + e.getPropertyName() + "' in "
                    + where(e.getPath().subList(0, e.getPath().size() - 1)) + "; known there: "
                    + e.getKnownPropertyIds().stream()
                            .map(String::valueOf)
                            .sorted()
                            .collect(Collectors.joining(", "))
                    + ".");
        } catch (JsonMappingException e) {
            throw wrong("The settings file " + file + " has a value of the wrong kind at " + where(e.getPath()) + ".");
        } catch (JsonProcessingException e) {
            throw wrong("The settings file " + file + " cannot be understood.");
        }
    }

    private static String text(Path file) {
        return new TextFile(file, "The settings file", RunnerProblem.SETTINGS, REMEDY).read();
    }

    private static JsonNode part(Path file, String text) {
        JsonNode part;
        try {
            part = YAML.readTree(text).path("unclassified").path("threatManager");
        } catch (JsonProcessingException e) {
            throw wrong("The settings file " + file + " is not YAML"
                    + (e.getLocation() == null
                            ? ""
                            : " (line " + e.getLocation().getLineNr() + ")") + ".");
        }
        if (part.isMissingNode() || part.isNull()) {
            throw wrong("The settings file " + file + " has no part unclassified: threatManager.");
        }
        return part;
    }

    private static String where(List<JsonMappingException.Reference> steps) {
        String path = steps.stream()
                .map(step -> step.getFieldName() == null ? "[" + step.getIndex() + "]" : "." + step.getFieldName())
                .collect(Collectors.joining());
        return ROOT + path;
    }

    private void check() {
        products();
        requireNames("tenant", tenants());
        requireNames("server", servers());
        requireKnownDefaults();
        tenants().forEach(tenant -> TenantTerms.policy(this, tenant));
        tenants().forEach(tenant -> TenantTerms.details(this, tenant));
        servers().forEach(server -> ConnectionSettings.permissionSet(this, server));
    }

    private void requireNames(String kind, List<? extends SettingsYaml.Entry> items) {
        Set<String> seen = new HashSet<>();
        for (SettingsYaml.Entry item : items) {
            for (String found : item.names()) {
                if (found == null || !found.matches("[A-Za-z0-9][A-Za-z0-9._-]{0,63}")) {
                    throw wrong("The settings file " + file + " has a " + kind
                            + " whose name is missing or holds other characters than letters, digits, '.', '_' and"
                            + " '-'.");
                }
                if (!seen.add(found)) {
                    throw wrong("The settings file " + file + " has two " + kind + "s called '" + found
                            + "', aliases included.");
                }
            }
        }
    }

    private List<SettingsYaml.Tenant> tenants() {
        return yaml.tenants() == null ? List.of() : yaml.tenants();
    }

    /** All of them, in their order. */
    List<SettingsYaml.Server> servers() {
        return yaml.servers() == null ? List.of() : yaml.servers();
    }

    /** @throws ProblemException if there is none of that name */
    SettingsYaml.Tenant tenant(String name) {
        return find("tenant", tenants(), name);
    }

    /** @throws ProblemException if there is none of that name */
    SettingsYaml.Server server(String name) {
        return find("server", servers(), name);
    }

    /** Names of servers, aliases replaced, so that each has one name from here on; what is unknown stays as it is. */
    String serverNames(String said) {
        return ArgumentReader.names(said).stream()
                .map(name -> servers().stream()
                        .filter(server -> server.isCalled(name))
                        .map(SettingsYaml.Server::name)
                        .findFirst()
                        .orElse(name))
                .distinct()
                .collect(Collectors.joining(","));
    }

    private <T extends SettingsYaml.Entry> T find(String kind, List<T> items, String name) {
        return items.stream()
                .filter(item -> item.isCalled(name))
                .findFirst()
                .orElseThrow(() -> wrong("The settings file " + file + " has no " + kind + " '" + name + "'"
                        + (items.isEmpty()
                                ? " and no other."
                                : ", only: "
                                        + items.stream()
                                                .map(SettingsYaml.Entry::name)
                                                .collect(Collectors.joining(", "))
                                        + ".")));
    }

    /** What the file has and is not used as written there: full sentences. */
    List<String> notes() {
        return notes;
    }

    /**
     * Turns the arguments of an operation into a request.
     *
     * @param identity of the vault file
     * @throws ProblemException with one sentence, if a default is invalid
     */
    RequestFactory requests(String identity) {
        ArgumentValues configured = new ArgumentValues();
        for (Argument argument : Argument.CONFIGURABLE) {
            configured.put(argument, defaultFor(argument.argumentName()).orElse(null));
        }
        try {
            return new RequestFactory(
                    configured,
                    defaultFor(UNIQUE_NAME).orElse(ProcedureRequest.DEFAULT_UNIQUE_NAME),
                    Controller.of(new ControllerName(defaultFor(CONTROLLER_NAME).orElse(DEFAULT_CONTROLLER)), identity),
                    products());
        } catch (IllegalArgumentException e) {
            throw wrong(e.getMessage());
        }
    }

    private Products products() {
        try {
            return yaml.products() == null
                    ? Products.NONE
                    : new Products(yaml.products().stream()
                            .map(SettingsYaml.OtherProduct::read)
                            .toList());
        } catch (IllegalArgumentException e) {
            throw wrong("The settings file " + file + " has an invalid product: " + e.getMessage());
        }
    }

    /** A text, or a list of texts; what configuration as code writes as either. */
    private Optional<String> defaultFor(String key) {
        JsonNode value = defaults().get(key);
        if (value == null || value.isNull()) {
            return Optional.empty();
        }
        if (!value.isArray()) {
            return Optional.of(value.asText());
        }
        List<String> names = new ArrayList<>();
        value.forEach(name -> names.add(name.asText()));
        return Optional.of(String.join(" ", names));
    }

    private Map<String, JsonNode> defaults() {
        return yaml.defaults() == null ? Map.of() : yaml.defaults();
    }

    private void requireKnownDefaults() {
        Set<String> known = new TreeSet<>(OTHER_DEFAULTS);
        Argument.CONFIGURABLE.forEach(argument -> known.add(argument.argumentName()));
        defaults().keySet().stream()
                .filter(key -> !known.contains(key))
                .findFirst()
                .ifPresent(key -> {
                    throw wrong("The settings file " + file + " has the unknown key '" + key
                            + "' in threatManager.defaults; known there: " + String.join(", ", known)
                            + ".");
                });
    }

    /** Where the tenant is in the file. */
    String placeOf(SettingsYaml.Tenant tenant) {
        return ROOT + ".tenants[" + tenants().indexOf(tenant) + "]";
    }

    /** Where the server is in the file. */
    String placeOf(SettingsYaml.Server server) {
        return ROOT + ".servers[" + servers().indexOf(server) + "]";
    }

    /**
     * The values at and below a place that variables left empty, as a part of a sentence that begins with a semicolon;
     * empty if there is none.
     */
    String emptiedBelow(String place) {
        return emptied.entrySet().stream()
                .filter(each -> each.getKey().startsWith(place + "."))
                .map(each -> "; " + each.getKey() + " of " + file + " is empty, because the variable "
                        + String.join(" or ", each.getValue()) + " is not set or empty")
                .collect(Collectors.joining());
    }

    /** Paths in the settings are relative to the file. */
    Path relative(String path) {
        return file.getParent().resolve(path);
    }

    private static ProblemException wrong(String sentence) {
        return new ProblemException(RunnerProblem.SETTINGS, sentence, REMEDY);
    }
}
