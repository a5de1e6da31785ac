package io.jenkins.plugins.threatmanager.credentials;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.XmlFile;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import jenkins.model.Jenkins;

/**
 * The client secrets of the plugin's own store, in a file of JENKINS_HOME: the texts are encrypted as in every other
 * credentials store. {@link XmlFile} writes a file beside it, forces that to the disk, and puts it in its place.
 */
final class PluginCredentialsFile {

    private final XmlFile file;

    @CheckForNull
    private List<EntraAppCredentials> known;

    PluginCredentialsFile(File path) {
        this.file = new XmlFile(path);
    }

    static PluginCredentialsFile ofJenkins() {
        return new PluginCredentialsFile(new File(Jenkins.get().getRootDir(), "threat-manager-credentials.xml"));
    }

    /**
     * In the order in which they came.
     *
     * @throws UncheckedIOException if the file is damaged or cannot be read; it is left as it is then
     */
    synchronized List<EntraAppCredentials> read() {
        if (known == null) {
            known = load();
        }
        return List.copyOf(known);
    }

    /** @throws IOException if it cannot be written; nothing is changed then, on the disk or in memory */
    synchronized void write(List<EntraAppCredentials> credentials) throws IOException {
        read();
        file.write(new ArrayList<>(credentials));
        known = List.copyOf(credentials);
    }

    private List<EntraAppCredentials> load() {
        if (!file.exists()) {
            return List.of();
        }
        try {
            if (file.read() instanceof List<?> list && list.stream().allMatch(EntraAppCredentials.class::isInstance)) {
                return list.stream().map(EntraAppCredentials.class::cast).toList();
            }
            throw new IOException("It is not a list of Entra apps.");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
