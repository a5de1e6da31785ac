package io.jenkins.plugins.threatmanager.monitor;

import hudson.XmlFile;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import jenkins.model.Jenkins;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/**
 * A list of records in a file of its own in JENKINS_HOME, replaced as a whole: {@link XmlFile} writes a file beside it,
 * has the disk keep it, and moves it into place. Each owner of a file writes it under a lock of its own. What cannot be
 * read or written costs the pages something, and no operation: the system log reports it, and a damaged file is set
 * aside before the next one takes its place.
 */
@Restricted(NoExternalUse.class)
public final class RecordFile<T> {

    private static final Logger LOGGER = Logger.getLogger(RecordFile.class.getName());

    private final File path;
    private final XmlFile file;
    private final Class<T> type;

    /** @param owner whose name the file has */
    public RecordFile(Class<?> owner, Class<T> type) {
        this.path = new File(Jenkins.get().getRootDir(), owner.getName() + ".xml");
        this.file = new XmlFile(path);
        this.type = type;
    }

    /** Empty if there is no file, or it cannot be read. */
    public List<T> read() {
        List<T> records = new ArrayList<>();
        if (!file.exists()) {
            return records;
        }
        try {
            if (file.read() instanceof List<?> list) {
                list.stream().filter(type::isInstance).map(type::cast).forEach(records::add);
                return records;
            }
            LOGGER.warning(setAside(path.toPath()));
        } catch (IOException e) {
            LOGGER.warning(setAside(path.toPath()));
            LOGGER.log(Level.FINE, "Cannot read " + path, e);
        }
        return records;
    }

    /** Keeps a damaged file for whoever wants to know what was in it. Returns the message about it. */
    static String setAside(Path damaged) {
        Path aside = damaged.resolveSibling(damaged.getFileName() + ".damaged");
        try {
            Files.move(damaged, aside, StandardCopyOption.REPLACE_EXISTING);
            return "The file " + damaged + " cannot be read: it is now called " + aside.getFileName()
                    + ", and the pages begin again without it. The next runs and looks fill them.";
        } catch (IOException e) {
            return "The file " + damaged + " cannot be read, and cannot be renamed either: the pages begin again"
                    + " without it. Check the permissions of JENKINS_HOME.";
        }
    }

    public void write(List<T> records) {
        try {
            file.write(new ArrayList<>(records));
        } catch (IOException e) {
            LOGGER.warning("The file " + path + " cannot be written, so pages may show older things after a restart: "
                    + e.getMessage());
            LOGGER.log(Level.FINE, "Cannot save " + path, e);
        }
    }
}
