package io.jenkins.plugins.threatmanager.cli;

import io.jenkins.plugins.threatmanager.standin.FastTime;
import io.jenkins.plugins.threatmanager.standin.RelativeDialect;
import io.jenkins.plugins.threatmanager.standin.StandInTls;
import io.jenkins.plugins.threatmanager.standin.StandInWorld;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;

/**
 * Keeps the stand-ins running until the process is ended, for a Jenkins controller or the command line to be tried on;
 * their time runs faster, so that a first sync takes seconds. Prints the settings to use, made-up secrets included.
 */
final class StandIns {

    private static final int SPEED = 20;

    private final PrintStream out;

    StandIns(PrintStream out) {
        this.out = out;
    }

    void serve() throws IOException, InterruptedException {
        StandInTls tls = new StandInTls();
        Path certificate = Files.createTempFile("stand-ins", ".pem");
        certificate.toFile().deleteOnExit();
        Files.writeString(certificate, tls.pem());
        try (StandInWorld world =
                new StandInWorld(new FastTime(SPEED), tls, new RelativeDialect(), StandInWorld.leastPrivileges())) {
            out.println("# Bootstrap secret: " + world.bootstrapSecret().text());
            out.println("# App Token:        " + StandInWorld.APP_TOKEN);
            out.println("# Certificate:      " + certificate);
            out.println(settings(world, certificate));
            new CountDownLatch(1).await();
        }
    }

    private static String settings(StandInWorld world, Path certificate) {
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
                    authentication:
                      clientSecret:
                        clientId: %s
                        credentialsId: contoso-bootstrap
                    allowedFolders: [ security ]
                servers:
                  - name: tm-prod
                    url: %s
                    connector: rest
                    authentication:
                      appToken:
                        credentialsId: tm-app-token
                    caCertificate: %s
                    allowedFolders: [ security ]
            """.formatted(
                        StandInWorld.DOMAIN,
                        world.entra().authority(),
                        world.entra().graphRoot(),
                        world.bootstrap().appId(),
                        world.threatManager().url(),
                        certificate);
    }
}
