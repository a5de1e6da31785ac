/**
 * The page of a build that shows what an operation planned, did, and left: data of its own, kept with the build, without
 * secrets.
 */
package io.jenkins.plugins.threatmanager.report;
