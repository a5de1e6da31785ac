package io.jenkins.plugins.threatmanager.config;

import com.cloudbees.plugins.credentials.CredentialsScope;
import com.cloudbees.plugins.credentials.SystemCredentialsProvider;
import com.cloudbees.plugins.credentials.impl.UsernamePasswordCredentialsImpl;
import hudson.model.Descriptor;
import hudson.util.Secret;
import io.jenkins.plugins.threatmanager.JvmTrust;
import io.jenkins.plugins.threatmanager.config.app.AppProperties;
import io.jenkins.plugins.threatmanager.config.product.ProductDefinition;
import io.jenkins.plugins.threatmanager.server.apiprofile.ApiProfile;
import java.io.IOException;
import java.util.List;
import org.jenkinsci.plugins.plaincredentials.impl.StringCredentialsImpl;

/** Configuration in which every field has a value that is not its default. */
final class Samples {

    static final String CLIENT_ID = "5c1f0a52-6f0e-4c7a-9d7e-0a9f8f1d2b3c";
    static final String SECRET = "q7~bootstrap-secret-text";

    private Samples() {}

    static List<Tenant> tenants() {
        Tenant contoso = tenant("contoso", new ClientSecretAuthentication(CLIENT_ID, "contoso-bootstrap"));
        contoso.setRotationAuthentication(new CertificateAuthentication(CLIENT_ID, "not-there-any-more"));
        contoso.setAllowedFolders(List.of("security", "ops/identity and access"));
        contoso.setAllowAllFolders(true);
        contoso.setAutomaticRotation(true);
        contoso.setAliases(List.of("contoso-emea", "contoso-2025"));
        contoso.setLabels(List.of("emea", "production"));
        contoso.setCloud("CUSTOM");
        contoso.setAuthorityUrl("https://login.contoso.example");
        contoso.setGraphUrl("https://graph.contoso.example");
        contoso.setThreatManagerCloud("AzureContoso");
        contoso.setPolicy(policy());
        contoso.setApp(app());
        WorkloadIdentityAuthentication byCredential = new WorkloadIdentityAuthentication(CLIENT_ID);
        byCredential.setCredentialsId("contoso-bootstrap");
        WorkloadIdentityAuthentication byFile = new WorkloadIdentityAuthentication(CLIENT_ID);
        byFile.setTokenFile("/var/run/secrets/azure/tokens/azure-identity-token");
        ManagedIdentityAuthentication assigned = new ManagedIdentityAuthentication();
        assigned.setClientId(CLIENT_ID);
        Tenant china = tenant("china", assigned);
        china.setCloud("CHINA");
        return List.of(
                contoso,
                tenant("cert", new CertificateAuthentication(CLIENT_ID, "not-there-any-more")),
                tenant("federated", byCredential),
                tenant("federated-file", byFile),
                china,
                tenant("system-assigned", new ManagedIdentityAuthentication()),
                tenant("azure", new AzureCredentialsAuthentication("an-azure-credential")));
    }

    private static Policy policy() {
        Policy policy = new Policy();
        policy.setPermissionSet("threat-manager-3.3");
        policy.setPermissions(List.of("User.Read.All", "Group.Read.All"));
        policy.setTrustedOwners(List.of("11111111-1111-1111-1111-111111111111"));
        policy.setAdoptable(List.of(CLIENT_ID));
        policy.setProducts(List.of("access-analyzer"));
        policy.setAllow(List.of("OFFBOARD", "PURGE"));
        policy.setBranches(List.of("main", "release/1"));
        policy.setSharedBy(List.of("ops/identity and access"));
        policy.setSecret(SecretPlace.PLUGIN);
        policy.setMaxSecretLifetime("6 months");
        policy.setMaxWaitMinutes(90);
        policy.setApproval("ALL_CHANGES");
        policy.setApprovalOfRotation(true);
        return policy;
    }

    static Tenant tenant(String name, TenantAuthentication authentication) {
        return new Tenant(name, name + ".onmicrosoft.com", authentication);
    }

    /** Every property of an app registration. */
    private static AppProperties app() {
        AppProperties app = new AppProperties();
        app.setOwners(List.of("22222222-2222-2222-2222-222222222222", "33333333-3333-3333-3333-333333333333"));
        app.setNotes("Entra ID Sync of Threat Manager.\nAsk the SOC.");
        app.setServiceManagementReference("CMDB-123");
        return app;
    }

    static List<Server> servers() {
        RestConnector profiled = new RestConnector();
        profiled.setProfile(ApiProfile.bundledText());
        Server full = new Server("tm-prod", profiled);
        full.setAliases(List.of("tm-old"));
        full.setUrl("http://tm.contoso.local:8080");
        full.setVersion("3.3");
        full.setAuthentication(new AppTokenLogin("tm-app-token"));
        full.setCaCertificate(JvmTrust.tls().pem());
        full.setSkipTlsVerification(true);
        full.setAllowHttp(true);
        full.setAllowedFolders(List.of("security"));
        full.setAllowAllFolders(true);
        UserPasswordLogin user = new UserPasswordLogin("tm-user");
        user.setOtpSecretCredentialsId("tm-otp");
        RestConnector fromFile = new RestConnector();
        fromFile.setProfileFile("/etc/jenkins/threat-manager-profile.json");
        Server second = new Server("tm-user", fromFile);
        second.setUrl("https://tm2.contoso.local:8080");
        second.setAuthentication(user);
        Server noOtp = new Server("tm-user-no-otp", new RestConnector());
        noOtp.setUrl("https://tm3.contoso.local:8080");
        noOtp.setAuthentication(new UserPasswordLogin("tm-user"));
        return List.of(full, second, noOtp, new Server("tm-by-hand", new HandOffConnector()));
    }

    static List<ProductDefinition> products() {
        ProductDefinition analyzer = new ProductDefinition("access-analyzer");
        analyzer.setPermissions(List.of("User.Read.All", "Group.Read.All"));
        analyzer.setAppName("Access Analyzer of the bank");
        ProductDefinition monitor = new ProductDefinition("activity-monitor");
        monitor.setPermissions(List.of("AuditLog.Read.All"));
        return List.of(analyzer, monitor);
    }

    static Defaults defaults() {
        Defaults defaults = new Defaults();
        defaults.setAppName("Entra for the bank's Threat Manager");
        defaults.setUniqueName("bank-threat-manager");
        defaults.setPermissions("User.Read.All\nGroup.Read.All");
        defaults.setSecretLifetime("6 months");
        defaults.setRenewBefore("14 days");
        defaults.setWarnBefore("10 days");
        defaults.setGracePeriod("3 days");
        defaults.setControllerName("ci.contoso.com");
        defaults.setAllowRootStore(true);
        defaults.setCredentialsDomain("entra");
        defaults.setFleetConcurrency(8);
        return defaults;
    }

    /** The credentials in the root store that {@link #tenants()} and {@link #servers()} name, all but one. */
    static void storeCredentials() throws IOException {
        List<com.cloudbees.plugins.credentials.Credentials> root =
                SystemCredentialsProvider.getInstance().getCredentials();
        for (String id : List.of("contoso-bootstrap", "tm-app-token", "tm-otp")) {
            root.add(new StringCredentialsImpl(CredentialsScope.SYSTEM, id, "", Secret.fromString(SECRET)));
        }
        try {
            root.add(new UsernamePasswordCredentialsImpl(
                    CredentialsScope.GLOBAL, "tm-user", "", "CONTOSO\\jenkins", SECRET));
        } catch (Descriptor.FormException e) {
            throw new IllegalStateException(e);
        }
        SystemCredentialsProvider.getInstance().save();
    }
}
