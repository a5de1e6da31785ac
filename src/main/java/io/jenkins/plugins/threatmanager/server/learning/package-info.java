/**
 * From recordings of the console in a browser to an API profile: pure, without any input or output of its own. What a
 * request is for is told by where the values of a {@link
 * io.jenkins.plugins.threatmanager.server.learning.LearningCard} appear in it and how identifiers flow from answers into
 * later requests, never by names. What no recording shows is a question.
 */
@Internal
package io.jenkins.plugins.threatmanager.server.learning;

import io.jenkins.plugins.threatmanager.Internal;
