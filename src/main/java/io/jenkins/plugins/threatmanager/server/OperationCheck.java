package io.jenkins.plugins.threatmanager.server;

/**
 * Whether a server has an operation of the API profile.
 *
 * @param operation the profile's word for it, for example {@code createSync}
 * @param path template, as the profile has it
 * @param found whether the server's OpenAPI document has that method and path
 */
public record OperationCheck(String operation, String method, String path, boolean found) {

    /** For a log line: {@code createSync (POST /api/v1/EntraIdSync)}. */
    @Override
    public String toString() {
        return operation + " (" + method + " " + path + ")";
    }
}
