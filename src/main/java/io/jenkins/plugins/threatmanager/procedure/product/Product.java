package io.jenkins.plugins.threatmanager.procedure.product;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A product that has an app registration of its own in a tenant, with a unique name of its own: all versions of a product
 * share one, and no two products do. Threat Manager itself is none of these: its unique name and permissions are
 * configured elsewhere, and so is what is set up on its servers.
 *
 * @param name in the form {@code access-analyzer}
 * @param uniqueName the key by which its app registration is found again
 * @param appName display name of its app registration
 * @param permissions names of the Microsoft Graph application permissions that it may be given; never empty
 */
public record Product(String name, String uniqueName, String appName, List<String> permissions) {

    /** The product that everything is about where nothing says another one. */
    public static final String THREAT_MANAGER = "threat-manager";

    private static final String UNIQUE_NAME_PREFIX = "netwrix-";
    private static final int LONGEST_NAME = 40;
    private static final int LONGEST_APP_NAME = 120;
    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9]*(-[a-z0-9]+)*");
    private static final Pattern PERMISSION = Pattern.compile("[A-Za-z0-9_-]+(\\.[A-Za-z0-9_-]+)+");
    private static final Pattern UNIQUE_NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,119}");

    /** @throws IllegalArgumentException with a sentence that says what is wrong */
    public Product {
        checkName(name);
        checkUniqueName(uniqueName);
        checkAppName(appName);
        permissions = checkPermissions(permissions);
    }

    /**
     * @param appName blank for {@link #defaultAppName}
     * @throws IllegalArgumentException with a sentence that says what is wrong
     */
    public static Product of(String name, String appName, List<String> permissions) {
        String checked = checkName(name.trim());
        return new Product(
                checked,
                UNIQUE_NAME_PREFIX + checked,
                appName.isBlank() ? defaultAppName(checked) : appName.trim(),
                permissions);
    }

    /** What its app registration is called where nothing says otherwise, for example "Entra for Netwrix Access Analyzer". */
    static String defaultAppName(String name) {
        return "Entra for Netwrix "
                + Arrays.stream(name.split("-"))
                        .map(word -> word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1))
                        .collect(Collectors.joining(" "));
    }

    /** Whether a name stands for Threat Manager; empty does, as in what was written before there were others. */
    public static boolean isThreatManager(String name) {
        return name.isEmpty() || name.equals(THREAT_MANAGER);
    }

    /** @throws IllegalArgumentException with a sentence, if it is no name of a product, or one of Threat Manager */
    public static String checkName(String name) {
        if (!NAME.matcher(name).matches() || name.length() > LONGEST_NAME) {
            throw new IllegalArgumentException("The product name '" + name
                    + "' must be words of lower-case letters and digits with '-' between them, 40 characters at most,"
                    + " such as access-analyzer.");
        }
        if (name.equals(THREAT_MANAGER) || name.startsWith(THREAT_MANAGER + "-")) {
            throw new IllegalArgumentException("The product name '" + name
                    + "' is taken: Threat Manager has permission sets of its own, which permissionSet of a tenant's"
                    + " policy chooses.");
        }
        return name;
    }

    /** @throws IllegalArgumentException with a sentence that says what is wrong */
    public static void checkUniqueName(String uniqueName) {
        if (!UNIQUE_NAME.matcher(uniqueName).matches()) {
            throw new IllegalArgumentException(
                    "The unique name '" + uniqueName + "' may hold letters, digits, '.', '_' and '-' only.");
        }
    }

    /** @throws IllegalArgumentException with a sentence that says what is wrong */
    public static void checkAppName(String appName) {
        if (appName.isBlank() || appName.length() > LONGEST_APP_NAME) {
            throw new IllegalArgumentException("The app name must have 1 to 120 characters.");
        }
    }

    /**
     * @return each once
     * @throws IllegalArgumentException with a sentence that says what is wrong
     */
    public static List<String> checkPermissions(List<String> permissions) {
        if (permissions.isEmpty()) {
            throw new IllegalArgumentException("At least one permission must be asked for.");
        }
        for (String permission : permissions) {
            if (!PERMISSION.matcher(permission).matches()) {
                throw new IllegalArgumentException("'" + permission
                        + "' is not the name of a Microsoft Graph permission: write it like 'User.Read.All'.");
            }
        }
        return permissions.stream().distinct().toList();
    }
}
