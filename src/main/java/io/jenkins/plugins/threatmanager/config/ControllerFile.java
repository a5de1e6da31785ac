package io.jenkins.plugins.threatmanager.config;

import io.jenkins.plugins.threatmanager.transport.ProblemException;
import io.jenkins.plugins.threatmanager.transport.TextDecoder;
import io.jenkins.plugins.threatmanager.transport.WrongEncodingException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/** A file on the controller that an administrator named. */
final class ControllerFile {

    private static final long LARGEST = 1024 * 1024;

    private ControllerFile() {}

    /** @throws IllegalArgumentException with a sentence, if it is not an absolute path */
    static Path check(String path) {
        try {
            Path file = Path.of(path);
            if (file.isAbsolute()) {
                return file;
            }
        } catch (InvalidPathException e) {
            // said below
        }
        throw new IllegalArgumentException("'" + path + "' is not the absolute path of a file on the controller.");
    }

    /** @throws ProblemException if it is not there, no file, or not readable for Jenkins */
    private static Path requireReadable(String path) {
        Path file = check(path);
        if (!Files.isRegularFile(file) || !Files.isReadable(file)) {
            throw unreadable(path);
        }
        return file;
    }

    /**
     * @return its text, of 1 MiB at most
     * @throws ProblemException if it cannot be read, or is larger
     */
    static String read(String path) {
        Path file = requireReadable(path);
        try {
            if (Files.size(file) <= LARGEST) {
                return TextDecoder.read(file);
            }
        } catch (WrongEncodingException e) {
            throw new ProblemException(
                    ConfigProblem.FILE_UNREADABLE,
                    "The file " + path + " on the controller " + e.getMessage(),
                    WrongEncodingException.REMEDY);
        } catch (IOException e) {
            throw unreadable(path);
        }
        throw new ProblemException(
                ConfigProblem.FILE_UNREADABLE,
                "The file " + path + " on the controller is larger than 1 MiB.",
                "Let an administrator name the right file under Manage Jenkins, Threat Manager.");
    }

    private static ProblemException unreadable(String path) {
        return new ProblemException(
                ConfigProblem.FILE_UNREADABLE,
                "The file " + path + " on the controller cannot be read.",
                "Make it readable for the user that Jenkins runs as, or let an administrator name another file under"
                        + " Manage Jenkins, Threat Manager.");
    }
}
