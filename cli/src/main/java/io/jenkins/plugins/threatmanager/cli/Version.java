package io.jenkins.plugins.threatmanager.cli;

import picocli.CommandLine.IVersionProvider;

/** The version in the jar's manifest. */
final class Version implements IVersionProvider {

    @Override
    public String[] getVersion() {
        String version = Runner.class.getPackage().getImplementationVersion();
        return new String[] {Runner.NAME + " " + (version == null ? "(not from a jar)" : version)};
    }
}
