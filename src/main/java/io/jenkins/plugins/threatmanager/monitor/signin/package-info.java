/** What the expiry watch knows of the identities with which a tenant is signed in to. */
package io.jenkins.plugins.threatmanager.monitor.signin;
