package io.jenkins.plugins.threatmanager.cli.learn;

import io.jenkins.plugins.threatmanager.server.ServerProblem;
import io.jenkins.plugins.threatmanager.server.learning.LearningCard;
import io.jenkins.plugins.threatmanager.server.learning.recording.Recording;
import io.jenkins.plugins.threatmanager.transport.ProblemException;
import io.jenkins.plugins.threatmanager.transport.TextFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;

/** The files of learning. A recording has secrets in it: what is made of one is readable by its owner alone. */
final class LearnFiles {

    /** Before anything is read into memory. */
    private static final long LARGEST = 256L << 20;

    private static final String OTHER =
            "Name the file that was exported from the developer tools or printed by 'learn card'.";

    private LearnFiles() {}

    static LearningCard card(Path path) {
        return LearningCard.parse(path.toString(), text(path));
    }

    static Recording recording(Path path) {
        return new Recording(String.valueOf(path.getFileName()), text(path));
    }

    private static String text(Path path) {
        try {
            if (Files.exists(path) && Files.size(path) > LARGEST) {
                throw ServerProblem.RECORDING_INVALID.failure(path + " has more than " + (LARGEST >> 20) + " MiB.");
            }
        } catch (IOException e) {
            // what reads it says it better
        }
        return new TextFile(path, "The file", ServerProblem.RECORDING_INVALID, OTHER).read();
    }

    /** Never over a file that is there. */
    static void write(Path path, String text) {
        try {
            boolean posix = path.getFileSystem().supportedFileAttributeViews().contains("posix");
            if (posix) {
                Files.createFile(
                        path, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
                Files.writeString(path, text, StandardCharsets.UTF_8);
            } else {
                Files.writeString(path, text, StandardCharsets.UTF_8, StandardOpenOption.CREATE_NEW);
            }
        } catch (FileAlreadyExistsException e) {
            throw new ProblemException(
                    ServerProblem.RECORDING_INVALID,
                    "The file " + path + " exists already.",
                    "Name another with --out, or remove that one.");
        } catch (IOException e) {
            throw new ProblemException(
                    ServerProblem.RECORDING_INVALID,
                    "The file " + path + " cannot be written.",
                    "Name another with --out, in a folder that exists.");
        }
    }
}
