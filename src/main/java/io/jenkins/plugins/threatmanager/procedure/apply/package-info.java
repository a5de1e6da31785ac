/** Carries out the changes of a plan in Entra, the vault and Threat Manager, and follows what is known meanwhile. */
package io.jenkins.plugins.threatmanager.procedure.apply;
