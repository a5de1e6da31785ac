package io.jenkins.plugins.threatmanager.policy;

import java.util.Collection;
import java.util.List;

/**
 * Which allowed folders keep a client secret of a tenant's app. A second one would have a key to what the first one
 * onboarded, and no more than its own permission to show for it. Pure.
 */
final class AppOwners {

    private AppOwners() {}

    /**
     * @param folder whose store is to keep a secret
     * @param owners those whose stores keep one
     * @param shared those that may in addition
     */
    static boolean admit(String folder, Collection<String> owners, List<String> shared) {
        return owners.isEmpty() || owners.contains(folder) || shared.contains(folder);
    }
}
