/** Recordings of a browser, read: hostile ones end in a sentence, and nothing of them is printed. */
@Internal
package io.jenkins.plugins.threatmanager.server.learning.recording;

import io.jenkins.plugins.threatmanager.Internal;
