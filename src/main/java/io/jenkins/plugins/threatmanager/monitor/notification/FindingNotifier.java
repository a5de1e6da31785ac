package io.jenkins.plugins.threatmanager.monitor.notification;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.ExtensionPoint;
import hudson.model.Describable;
import hudson.model.Descriptor;
import java.io.IOException;
import jenkins.model.Jenkins;
import org.kohsuke.stapler.DataBoundSetter;

/**
 * A way to tell somebody of findings, as an administrator configures it. Another plugin adds one by a subclass with a
 * {@link org.kohsuke.stapler.DataBoundConstructor}, an {@link hudson.Extension} that is a {@link NotifierDescriptor}, and a form; it is
 * offered under Manage Jenkins, System, Threat Manager notifications.
 *
 * <p>What is new is worked out for it: {@link #send} is called only if there is something to send, on a thread of its
 * own, at most once in a quarter of an hour. What it does not take is offered again with the next scan. A controller
 * that is killed while it sends calls it again with the same findings: twice rather than never.
 */
public abstract class FindingNotifier implements Describable<FindingNotifier>, ExtensionPoint {

    private Delivery delivery = Delivery.BOTH;

    /** What is sent. */
    public enum Delivery {
        /** What is new at once, and a digest once a day. */
        BOTH,
        /** What is new, after the scan that found it. */
        AT_ONCE,
        /** A digest once a day. */
        DIGEST;

        boolean isAtOnce() {
            return this != DIGEST;
        }

        boolean isDigest() {
            return this != AT_ONCE;
        }

        /** Used by config.jelly. */
        public String getDisplayName() {
            return switch (this) {
                case BOTH -> Messages.FindingNotifier_Both();
                case AT_ONCE -> Messages.FindingNotifier_AtOnce();
                case DIGEST -> Messages.FindingNotifier_Digest();
            };
        }
    }

    public Delivery getDelivery() {
        return delivery == null ? Delivery.BOTH : delivery;
    }

    @DataBoundSetter
    public void setDelivery(@CheckForNull Delivery delivery) {
        this.delivery = delivery == null ? Delivery.BOTH : delivery;
    }

    /** For people, without any secret: {@code webhook on hooks.contoso.com}. */
    public abstract String getTarget();

    /**
     * Which receiver it is. What was sent is remembered by it and by the class, so a notifier with another address is
     * sent all that is open. Only a digest of it is kept.
     */
    protected abstract String address();

    /** @throws IllegalArgumentException with a sentence, if something is invalid */
    protected void validate() {
        // nothing to check unless said otherwise
    }

    /**
     * Sends one event. Returns only once the receiver has it; keeps a time limit of its own of a minute or less.
     *
     * @throws NotSentException with a sentence for administrators
     * @throws IOException of any other kind; administrators see its class only, since its message may quote anything
     */
    public abstract void send(FindingEvent event) throws IOException, InterruptedException;

    /** @return none if the plugin that this kind of notifier needs is no longer installed */
    @CheckForNull
    @Override
    @SuppressWarnings("unchecked")
    public Descriptor<FindingNotifier> getDescriptor() {
        return Jenkins.get().getDescriptor(getClass());
    }

    /** Kind of notifier. */
    public abstract static class NotifierDescriptor extends Descriptor<FindingNotifier> {}
}
