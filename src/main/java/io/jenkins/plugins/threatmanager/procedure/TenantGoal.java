package io.jenkins.plugins.threatmanager.procedure;

import io.jenkins.plugins.threatmanager.entra.policy.AppDetails;
import io.jenkins.plugins.threatmanager.procedure.ownership.Controller;
import io.jenkins.plugins.threatmanager.procedure.product.Product;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/**
 * What is wanted of one tenant, whichever procedure brings it about.
 *
 * @param controller who asks: goes into every marker
 * @param app the wanted app registration
 * @param secret the wanted client secret; empty if the procedure has nothing to do with one
 * @param profileName name of the Credential Profile; empty if it is found by its marker, or none is wanted
 * @param allowances what may be done beyond what is always safe
 */
public record TenantGoal(
        Tenant tenant,
        Controller controller,
        ProcedureRequest.App app,
        Optional<ProcedureRequest.Secret> secret,
        Optional<String> profileName,
        Set<Allowance> allowances) {

    public TenantGoal {
        allowances = Set.copyOf(allowances);
    }

    /**
     * @param name in the configuration
     * @param domain what Threat Manager's Tenant field takes, for example {@code contoso.onmicrosoft.com}
     * @param cloud name of the cloud, for example {@code GLOBAL}
     * @param policy what may be done to it
     * @param details what the app registration is to say of itself
     */
    public record Tenant(String name, String domain, String cloud, TenantPolicy policy, AppDetails details) {

        /** Where the app registration is to say no more than the sync needs. */
        public Tenant(String name, String domain, String cloud, TenantPolicy policy) {
            this(name, domain, cloud, policy, AppDetails.NONE);
        }

        /** The same as the app registration of another product sees it. */
        public Tenant of(Product product) {
            return new Tenant(name, domain, cloud, policy.of(product.permissions()), details);
        }
    }

    /** The same where less may be done. */
    public TenantGoal without(Allowance allowance) {
        Set<Allowance> rest = EnumSet.noneOf(Allowance.class);
        rest.addAll(allowances);
        rest.remove(allowance);
        return new TenantGoal(tenant, controller, app, secret, profileName, rest);
    }
}
