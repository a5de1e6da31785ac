/** Off-boarding: removes what onboarding made, in reverse order, and nothing else. */
@Internal
package io.jenkins.plugins.threatmanager.procedure.offboard;

import io.jenkins.plugins.threatmanager.Internal;
