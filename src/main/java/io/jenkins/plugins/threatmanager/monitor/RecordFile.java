package io.jenkins.plugins.threatmanager.monitor;

import hudson.XmlFile;
import java.io.File;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import jenkins.model.Jenkins;

/**
 * A list of records in a file of its own in JENKINS_HOME, replaced as a whole. What cannot be read or written costs the
 * pages something, and no operation: it is told to the system log.
 */
final class RecordFile<T> {

    private static final Logger LOGGER = Logger.getLogger(RecordFile.class.getName());

    private final XmlFile file;
    private final Class<T> type;

    /** @param owner whose name the file has */
    RecordFile(Class<?> owner, Class<T> type) {
        this.file = new XmlFile(new File(Jenkins.get().getRootDir(), owner.getName() + ".xml"));
        this.type = type;
    }

    /** Empty if there is no file, or it cannot be read. */
    List<T> read() {
        List<T> records = new ArrayList<>();
        if (!file.exists()) {
            return records;
        }
        try {
            if (file.read() instanceof List<?> list) {
                list.stream().filter(type::isInstance).map(type::cast).forEach(records::add);
            }
        } catch (IOException e) {
            LOGGER.log(Level.WARNING, e, () -> "Cannot read " + file + "; it begins anew");
        }
        return records;
    }

    void write(List<T> records) {
        try {
            file.write(new ArrayList<>(records));
        } catch (IOException e) {
            LOGGER.log(Level.WARNING, e, () -> "Cannot save " + file);
        }
    }
}
