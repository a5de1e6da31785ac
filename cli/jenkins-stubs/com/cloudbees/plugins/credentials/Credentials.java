package com.cloudbees.plugins.credentials;

import hudson.model.Describable;
import java.io.Serializable;

/** Any credential. */
public interface Credentials extends Describable<Credentials>, Serializable {

    CredentialsScope getScope();

    CredentialsDescriptor getDescriptor();
}
