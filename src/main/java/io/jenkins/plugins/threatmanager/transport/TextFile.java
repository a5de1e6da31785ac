package io.jenkins.plugins.threatmanager.transport;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/**
 * A text file that a person named, with the words for what may be wrong with it.
 *
 * @param called what it is in messages, to be followed by its path
 * @param remedy if it is not there or cannot be read
 */
public record TextFile(Path path, String called, Problem problem, String remedy) {

    /** @throws ProblemException with one sentence of cause and one of remedy */
    public String read() {
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
        return new ProblemException(
                problem, called + " " + path.toAbsolutePath().normalize() + " " + what, remedy);
    }
}
