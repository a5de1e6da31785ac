/** Off-boarding: removes what onboarding made, in reverse order, and nothing else. */
package io.jenkins.plugins.threatmanager.procedure.offboard;
