package io.jenkins.plugins.threatmanager.cli;

import io.jenkins.plugins.threatmanager.transport.Problem;
import io.jenkins.plugins.threatmanager.transport.ProblemException;
import io.jenkins.plugins.threatmanager.transport.TextDecoder;
import io.jenkins.plugins.threatmanager.transport.WrongEncodingException;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/**
 * A file that the person who runs the command names, in an option or in the settings.
 *
 * @param called what it is in messages, to be followed by its path
 * @param remedy if it is not there or cannot be read
 */
record TextFile(Path path, String called, Problem problem, String remedy) {

    /** @throws ProblemException with one sentence of cause and one of remedy */
    String read() {
        try {
            return TextDecoder.read(path);
        } catch (NoSuchFileException e) {
            throw failure("does not exist.", remedy);
        } catch (WrongEncodingException e) {
            throw failure(e.getMessage(), WrongEncodingException.REMEDY);
        } catch (IOException e) {
            throw failure("cannot be read.", remedy);
        }
    }

    private ProblemException failure(String what, String remedy) {
        return new ProblemException(problem, called + " " + path.toAbsolutePath().normalize() + " " + what, remedy);
    }
}
