/** Markers: what is ours, on whose behalf, and how it is recognised in Entra and in Threat Manager. Pure. */
package io.jenkins.plugins.threatmanager.procedure.ownership;
