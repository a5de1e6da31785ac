package io.jenkins.plugins.threatmanager.steps.fleet;

import hudson.XmlFile;
import hudson.model.Run;
import io.jenkins.plugins.threatmanager.report.OperationReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/**
 * Reports on single tenants of fleets, each in a file of its own beside the build: only of those that leave something to
 * a person, so that neither the build's own file nor the memory grows with the fleet.
 */
@Restricted(NoExternalUse.class)
public final class FleetFiles {

    private static final Logger LOGGER = Logger.getLogger(FleetFiles.class.getName());

    private FleetFiles() {}

    static Path folder(Run<?, ?> run) {
        return run.getRootDir().toPath().resolve("threat-manager-fleet");
    }

    private static Path file(Run<?, ?> run, int fleet, int index) {
        return folder(run).resolve(fleet + "-" + index + ".xml");
    }

    /** Keeps a report, or removes the one before it if nothing is left to be done. */
    public static void keep(Run<?, ?> run, int fleet, int index, OperationReport report, boolean isNeeded) {
        Path file = file(run, fleet, index);
        try {
            if (isNeeded) {
                new XmlFile(file.toFile()).write(report);
            } else {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            LOGGER.log(Level.WARNING, e, () -> "Cannot save the report on " + report.getTenant());
        }
    }

    static boolean isKept(Run<?, ?> run, int fleet, int index) {
        return Files.exists(file(run, fleet, index));
    }

    static Optional<OperationReport> read(Run<?, ?> run, int fleet, int index) {
        if (!isKept(run, fleet, index)) {
            return Optional.empty();
        }
        try {
            return new XmlFile(file(run, fleet, index).toFile()).read() instanceof OperationReport report
                    ? Optional.of(report)
                    : Optional.empty();
        } catch (IOException e) {
            LOGGER.log(Level.WARNING, "Cannot read a report of {0}: {1}", new Object[] {run, e.getMessage()});
            return Optional.empty();
        }
    }
}
