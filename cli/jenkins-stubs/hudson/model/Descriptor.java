package hudson.model;

import hudson.XmlFile;
import hudson.security.Permission;
import net.sf.json.JSONObject;
import org.kohsuke.stapler.StaplerRequest2;

/** What there is to know about a kind of configured object: its name, its form. */
public abstract class Descriptor<T extends Describable<T>> implements Saveable {

    public final transient Class<? extends T> clazz = null;

    protected Descriptor() {}

    public boolean configure(StaplerRequest2 req, JSONObject json) throws Descriptor.FormException {
        throw new UnsupportedOperationException();
    }

    public String getDisplayName() {
        throw new UnsupportedOperationException();
    }

    public Permission getRequiredGlobalConfigPagePermission() {
        throw new UnsupportedOperationException();
    }

    public void load() {
        throw new UnsupportedOperationException();
    }

    public void save() {
        throw new UnsupportedOperationException();
    }

    /** A form that cannot be accepted. */
    public static final class FormException extends Exception {

        public FormException(String message, String formField) {}

        public FormException(String message, Throwable cause, String formField) {}
    }

    protected XmlFile getConfigFile() {
        throw new UnsupportedOperationException();
    }
}
