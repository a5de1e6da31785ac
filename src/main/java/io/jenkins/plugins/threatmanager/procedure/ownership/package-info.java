/** Markers: what is ours, on whose behalf, and how it is recognised in Entra and in Threat Manager. Pure. */
@Internal
package io.jenkins.plugins.threatmanager.procedure.ownership;

import io.jenkins.plugins.threatmanager.Internal;
