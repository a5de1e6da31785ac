package io.jenkins.plugins.threatmanager.standin;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Which path and method is whose. */
final class GraphRoutes {

    private static final Pattern PATH =
            Pattern.compile("/v1\\.0/(applications|servicePrincipals|directory/deleted[Ii]tems)"
                    + "(?:\\((\\w+)='((?:[^']|'')*)'\\)|/([^/]+))?(?:/([^/]+))?(?:/([^/]+))?");

    private final GraphApplications applications;
    private final GraphPasswords passwords;
    private final GraphServicePrincipals principals;
    private final GraphRecycleBin bin;
    private final GraphCustody custody;
    private final StandInPolicies policies;

    GraphRoutes(EntraBehaviour behaviour) {
        applications = new GraphApplications(behaviour);
        passwords = new GraphPasswords(behaviour);
        principals = new GraphServicePrincipals(behaviour);
        bin = new GraphRecycleBin(behaviour);
        custody = new GraphCustody(behaviour);
        policies = behaviour.policies();
    }

    /**
     * One request taken apart.
     *
     * @param key which alternate key: {@code id}, {@code appId}, {@code uniqueName}; empty for a collection
     * @param value of that key
     * @param action what follows the object, for example {@code addPassword}; empty if nothing
     * @param item what follows the action; empty if nothing
     */
    record Target(String collection, String key, String value, String action, String item) {

        /** For a switch: {@code POST addPassword}. */
        String verb(StandInRequest request) {
            return (request.method() + " " + action).trim();
        }
    }

    StandInAnswer answer(StandInRequest request, GraphCaller caller) {
        if (request.line().equals("GET /v1.0/policies/defaultAppManagementPolicy")) {
            return policies.answerDefault(caller);
        }
        Target target = target(request);
        if (target.verb(request).equals("GET appManagementPolicies")) {
            return policies.answerAssigned(GraphApplications.find(target, caller.tenant()), caller);
        }
        if (target.collection.startsWith("directory")) {
            return bin.answer(target, request, caller);
        }
        if (GraphCustody.isAbout(target)) {
            return custody.answer(target, request, caller);
        }
        if (target.collection.equals("servicePrincipals")) {
            return principals.answer(target, request, caller);
        }
        return target.action.endsWith("Password")
                ? passwords.answer(target, request, caller)
                : applications.answer(target, request, caller);
    }

    private static Target target(StandInRequest request) {
        String path = URLDecoder.decode(request.path().replace("+", "%2B"), StandardCharsets.UTF_8);
        Matcher match = PATH.matcher(path);
        if (!match.matches()) {
            throw new GraphRefusal(
                    400, "BadRequest", "Resource not found for the segment '" + path.substring(6) + "'.");
        }
        String key = match.group(2) != null ? match.group(2) : match.group(4) != null ? "id" : "";
        String value = match.group(2) != null ? match.group(3).replace("''", "'") : match.group(4);
        return new Target(match.group(1), key, text(value), text(match.group(5)), text(match.group(6)));
    }

    private static String text(String group) {
        return group == null ? "" : group;
    }
}
