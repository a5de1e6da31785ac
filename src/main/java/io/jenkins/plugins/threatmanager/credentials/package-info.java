/**
 * The credential that keeps the client secret of an Entra app, and the rules by which it is written: which store, over
 * what, and over what never.
 */
package io.jenkins.plugins.threatmanager.credentials;
