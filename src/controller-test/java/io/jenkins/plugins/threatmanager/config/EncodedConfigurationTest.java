package io.jenkins.plugins.threatmanager.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.threatmanager.WebMethods;
import io.jenkins.plugins.threatmanager.server.apiprofile.ApiProfile;
import io.jenkins.plugins.threatmanager.standin.StandInWorld;
import io.jenkins.plugins.threatmanager.steps.ControllerFixture;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/** Files on the controller and pasted texts in the encodings in which they come. */
@WithJenkins
class EncodedConfigurationTest {

    private static final String VERIFY =
            "descriptorByName/io.jenkins.plugins.threatmanager.config.Server/verifyServer?name=tm-prod";

    @TempDir
    private Path folder;

    private JenkinsRule jenkins;
    private ControllerFixture world;

    @BeforeEach
    void configure(JenkinsRule rule) throws Exception {
        jenkins = rule;
        world = new ControllerFixture().configure();
        rule.jenkins.setSecurityRealm(rule.createDummySecurityRealm());
    }

    @AfterEach
    void close() {
        world.close();
    }

    private String verified(Server server) throws Exception {
        ThreatManagerConfiguration.get().setServers(List.of(server));
        return WebMethods.call(jenkins, VERIFY, "admin", "POST").text();
    }

    private Server withProfile(String text, Charset charset) throws Exception {
        RestConnector connector = new RestConnector();
        connector.setProfileFile(Files.write(folder.resolve("profile.json"), text.getBytes(charset))
                .toString());
        Server like = world.server();
        Server server = new Server(like.getName(), connector);
        server.setUrl(like.getUrl());
        server.setAuthentication(new AppTokenLogin("tm-app-token"));
        server.setCaCertificate(like.getCaCertificate());
        return server;
    }

    @Test
    void anApiProfileWithAByteOrderMarkIsRead() throws Exception {
        String marked = "\uFEFF" + ApiProfile.bundledText();

        assertThat(verified(withProfile(marked, StandardCharsets.UTF_8))).contains("✓ Login: accepted");
        assertThat(verified(withProfile(marked, StandardCharsets.UTF_16LE))).contains("✓ Login: accepted");
    }

    @Test
    void anApiProfileInAnotherEncodingIsNamed() throws Exception {
        String said = verified(withProfile(ApiProfile.bundledText() + " \u00e4\u00e4", StandardCharsets.ISO_8859_1));

        assertThat(said).contains("profile.json on the controller is not in UTF-8", "Save it as UTF-8");
    }

    @Test
    void whatNobodySeesAroundAPastedTokenIsDropped() throws Exception {
        ControllerFixture.addSecretText("pasted", "\uFEFF" + StandInWorld.APP_TOKEN + "\u200B");

        assertThat(verified(world.server("tm-prod", new AppTokenLogin("pasted"))))
                .contains("✓ Login: accepted");
    }

    @Test
    void aTokenOfNothingToSeeIsEmpty() throws Exception {
        ControllerFixture.addSecretText("nothing", "\uFEFF");

        assertThat(verified(world.server("tm-prod", new AppTokenLogin("nothing"))))
                .contains("The credential &#039;nothing&#039; is empty.");
    }
}
