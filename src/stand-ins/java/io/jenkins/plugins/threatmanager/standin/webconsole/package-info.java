/** A console in the browser for the stand-in of Threat Manager, in each of its dialects. */
package io.jenkins.plugins.threatmanager.standin.webconsole;
