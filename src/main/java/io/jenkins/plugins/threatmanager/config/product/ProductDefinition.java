package io.jenkins.plugins.threatmanager.config.product;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.Extension;
import hudson.Util;
import hudson.model.Describable;
import hudson.model.Descriptor;
import hudson.util.FormValidation;
import io.jenkins.plugins.threatmanager.config.named.FieldChecks;
import io.jenkins.plugins.threatmanager.config.named.NameList;
import io.jenkins.plugins.threatmanager.procedure.product.Product;
import io.jenkins.plugins.threatmanager.procedure.product.Products;
import java.util.ArrayList;
import java.util.List;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/** A product besides Threat Manager: its name and what its app registration may be given. */
public final class ProductDefinition implements Describable<ProductDefinition> {

    private String name;
    private String appName = "";
    private List<String> permissions = new ArrayList<>();

    /** @param name what policies and steps call it */
    @DataBoundConstructor
    public ProductDefinition(@CheckForNull String name) {
        this.name = Util.fixNull(name).trim();
    }

    public String getName() {
        return name;
    }

    /** Display name of the app registration; empty for one made of the product's name. */
    public String getAppName() {
        return appName;
    }

    @DataBoundSetter
    public void setAppName(@CheckForNull String appName) {
        this.appName = Util.fixNull(appName).trim();
    }

    /** Names of Microsoft Graph application permissions. */
    public List<String> getPermissions() {
        return new ArrayList<>(permissions);
    }

    @DataBoundSetter
    public void setPermissions(@CheckForNull List<String> permissions) {
        this.permissions = NameList.of(permissions);
    }

    /** A line each. Used by config.jelly. */
    public String getPermissionLines() {
        return String.join("\n", permissions);
    }

    /** Fills in defaults for elements missing from the XML. */
    private Object readResolve() {
        name = Util.fixNull(name);
        setAppName(appName);
        setPermissions(permissions);
        return this;
    }

    /** @throws IllegalArgumentException with a sentence, if something is invalid */
    public Product read() {
        return Product.of(name, appName, permissions);
    }

    /** @throws IllegalArgumentException with a sentence, if one is invalid */
    public static Products read(List<ProductDefinition> definitions) {
        return new Products(definitions.stream().map(ProductDefinition::read).toList());
    }

    @Extension
    public static final class DescriptorImpl extends Descriptor<ProductDefinition> {

        @Override
        public String getDisplayName() {
            return Messages.ProductDefinition_DisplayName();
        }

        @POST
        public FormValidation doCheckName(@QueryParameter String value) {
            return FieldChecks.of(() -> Product.checkName(value.trim()));
        }

        @POST
        public FormValidation doCheckAppName(@QueryParameter String value) {
            return FieldChecks.of(() -> {
                if (!value.isBlank()) {
                    Product.checkAppName(value.trim());
                }
            });
        }

        @POST
        public FormValidation doCheckPermissions(@QueryParameter String value) {
            return FieldChecks.of(() -> Product.checkPermissions(NameList.of(List.of(value))));
        }
    }
}
