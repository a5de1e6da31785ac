package io.jenkins.plugins.threatmanager.standin;

import java.util.Set;

/**
 * Who calls Graph, as its bearer token says.
 *
 * @param objectId of the caller's service principal
 */
record GraphCaller(StandInTenant tenant, String appId, String objectId, Set<String> roles) {

    private static final String WRITE = "Application.ReadWrite.All";
    private static final String OWNED = "Application.ReadWrite.OwnedBy";

    boolean has(String... anyOf) {
        for (String role : anyOf) {
            if (roles.contains(role)) {
                return true;
            }
        }
        return false;
    }

    void need(String... anyOf) {
        if (!has(anyOf)) {
            throw GraphRefusal.forbidden();
        }
    }

    void needToReadApplications() {
        need("Application.Read.All", WRITE, OWNED);
    }

    /** Grants and the recycle bin: not with OwnedBy. */
    void needToReadAll() {
        need("Application.Read.All", WRITE);
    }

    void needToCreate() {
        need(WRITE, OWNED);
    }

    void needToChange(StandInApp app) {
        if (!app.administrators.contains(objectId) && !has(WRITE) && !(has(OWNED) && app.owners.contains(objectId))) {
            throw GraphRefusal.forbidden();
        }
    }

    void needToGrant() {
        need("AppRoleAssignment.ReadWrite.All");
        needToReadAll();
    }

    boolean onlyOwned() {
        return !has(WRITE);
    }
}
