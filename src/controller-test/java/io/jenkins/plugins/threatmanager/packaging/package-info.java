/** What is in the .hpi, and whether it is complete, lazy and what the signatures of the other build say it is. */
package io.jenkins.plugins.threatmanager.packaging;
