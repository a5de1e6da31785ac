package io.jenkins.plugins.threatmanager.sandbox;

import io.jenkins.plugins.threatmanager.cli.RunnerProblem;
import io.jenkins.plugins.threatmanager.standin.StandInTls;
import io.jenkins.plugins.threatmanager.standin.StandInWorld;
import io.jenkins.plugins.threatmanager.transport.ProblemException;
import io.jenkins.plugins.threatmanager.transport.TextDecoder;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.stream.Stream;
import javax.crypto.spec.SecretKeySpec;

/**
 * The folder with which the command line works on the stand-ins: settings, vault file, certificate. A folder that an
 * earlier sandbox wrote is written over, since nothing in it fits the stand-ins any more; any other is left alone.
 */
public final class SandboxFolder {

    /** No secret: all that it opens is made up, too. */
    public static final String PASSPHRASE = "only-for-the-sandbox";

    private static final String FIRST_LINE = "# Made by threat-manager sandbox; the next one writes over it.";
    private static final String SETTINGS = "settings.yaml";

    private final Path folder;

    public SandboxFolder(Path folder) {
        this.folder = folder.toAbsolutePath().normalize();
    }

    /**
     * @return the folder, absolute
     * @throws ProblemException if it holds something else, or cannot be written
     */
    public Path write(StandInWorld world, StandInTls tls) {
        try {
            if (!isFree()) {
                throw new ProblemException(
                        RunnerProblem.ARGUMENT,
                        "The folder " + folder + " holds something that no sandbox made.",
                        "Name another, or an empty one.");
            }
            Files.createDirectories(folder);
            clear();
            Files.writeString(folder.resolve("certificate.pem"), tls.pem());
            Files.writeString(folder.resolve(SETTINGS), FIRST_LINE + "\n" + settings(world));
            vault(world);
            return folder;
        } catch (IOException e) {
            throw new ProblemException(
                    RunnerProblem.ARGUMENT, "The folder " + folder + " cannot be written.", "Name another as FOLDER.");
        }
    }

    private boolean isFree() throws IOException {
        if (!Files.exists(folder)) {
            return true;
        }
        Path settings = folder.resolve(SETTINGS);
        if (Files.isRegularFile(settings)) {
            return TextDecoder.read(settings).startsWith(FIRST_LINE);
        }
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.findAny().isEmpty();
        }
    }

    private void clear() throws IOException {
        for (String old : new String[] {"vault.p12", "vault.p12.lock"}) {
            Files.deleteIfExists(folder.resolve(old));
        }
    }

    /** As {@code keytool -importpass} would write it; the command line gives it an identity with its first change. */
    private void vault(StandInWorld world) throws IOException {
        try {
            char[] passphrase = PASSPHRASE.toCharArray();
            KeyStore vault = KeyStore.getInstance("PKCS12");
            vault.load(null, passphrase);
            put(vault, "contoso-bootstrap", world.bootstrapSecret().text());
            put(vault, "tm-app-token", StandInWorld.APP_TOKEN);
            try (OutputStream out = Files.newOutputStream(folder.resolve("vault.p12"))) {
                vault.store(out, passphrase);
            }
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every JVM has PKCS12.", e);
        }
    }

    private static void put(KeyStore vault, String name, String text) throws GeneralSecurityException {
        vault.setEntry(
                name,
                new KeyStore.SecretKeyEntry(new SecretKeySpec(text.getBytes(StandardCharsets.UTF_8), "AES")),
                new KeyStore.PasswordProtection(PASSPHRASE.toCharArray()));
    }

    private static String settings(StandInWorld world) {
        return """
            unclassified:
              threatManager:
                tenants:
                  - name: contoso
                    domain: %s
                    cloud: CUSTOM
                    authorityUrl: %s
                    graphUrl: %s
                    threatManagerCloud: GLOBAL
                    policy:
                      allow: [ OFFBOARD ]
                    authentication:
                      clientSecret:
                        clientId: %s
                        credentialsId: contoso-bootstrap
                servers:
                  - name: tm-prod
                    url: %s
                    connector: rest
                    authentication:
                      appToken:
                        credentialsId: tm-app-token
                    caCertificate: certificate.pem
            """.formatted(
                        StandInWorld.DOMAIN,
                        world.entra().authority(),
                        world.entra().graphRoot(),
                        world.bootstrap().appId(),
                        world.threatManager().url());
    }
}
