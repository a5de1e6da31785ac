package io.jenkins.plugins.threatmanager.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.casc.ConfigurationAsCode;
import io.jenkins.plugins.casc.ConfigurationContext;
import io.jenkins.plugins.casc.ConfiguratorRegistry;
import io.jenkins.plugins.casc.misc.Util;
import io.jenkins.plugins.threatmanager.JvmTrust;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/** The settings of the audit log: as code, out again, and through the form. */
@WithJenkins
class AuditConfigurationTest {

    private JenkinsRule jenkins;

    @BeforeEach
    void start(JenkinsRule rule) {
        jenkins = rule;
    }

    @Test
    void asCodeAndOutAgain() throws Exception {
        ConfigurationAsCode.get()
                .configure(AuditConfigurationTest.class.getResource("audit.yml").toString());

        assertSample();
        ConfigurationContext context = new ConfigurationContext(ConfiguratorRegistry.get());
        assertThat(Util.toYamlString(Util.getUnclassifiedRoot(context).get("threatManagerAudit")))
                .contains("fileDays: 7", "logs.contoso.com", "port: 16514");
    }

    private static void assertSample() {
        AuditConfiguration configuration = AuditConfiguration.get();
        assertThat(configuration.getFileMegabytes()).isEqualTo(20);
        assertThat(configuration.getFileDays()).isEqualTo(7);
        assertThat(configuration.getKeptFiles()).isEqualTo(50);
        SyslogServer syslog = configuration.getSyslog();
        assertThat(syslog).isNotNull();
        assertThat(syslog.getHost()).isEqualTo("logs.contoso.com");
        assertThat(syslog.getPort()).isEqualTo(16514);
    }

    @Test
    void throughTheForm() throws Exception {
        AuditConfiguration configuration = AuditConfiguration.get();
        configuration.setFileMegabytes(20);
        configuration.setFileDays(7);
        configuration.setKeptFiles(50);
        SyslogServer syslog = new SyslogServer("logs.contoso.com");
        syslog.setPort(16514);
        syslog.setCaCertificate(JvmTrust.tls().pem());
        configuration.setSyslog(syslog);

        jenkins.configRoundtrip();

        assertSample();
        assertThat(configuration.getSyslog()).isEqualTo(syslog);

        configuration.setSyslog(null);
        jenkins.configRoundtrip();
        assertThat(configuration.getSyslog()).isNull();
    }

    @Test
    void valuesOutOfBoundsCountAsTheNearest() {
        AuditConfiguration configuration = AuditConfiguration.get();
        configuration.setFileMegabytes(0);
        configuration.setKeptFiles(1_000_000);
        assertThat(configuration.getFileMegabytes()).isEqualTo(1);
        assertThat(configuration.getKeptFiles()).isEqualTo(10_000);
    }

    @Test
    void aSyslogServerThatCannotBeOneIsRefused() {
        assertThatThrownBy(() -> AuditConfiguration.get().setSyslog(new SyslogServer("no host")))
                .isInstanceOf(IllegalArgumentException.class);
        SyslogServer port = new SyslogServer("logs.contoso.com");
        port.setPort(70_000);
        assertThatThrownBy(() -> AuditConfiguration.get().setSyslog(port)).isInstanceOf(IllegalArgumentException.class);
        SyslogServer certificate = new SyslogServer("logs.contoso.com");
        certificate.setCaCertificate("no certificate");
        assertThatThrownBy(() -> AuditConfiguration.get().setSyslog(certificate))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(AuditConfiguration.get().getSyslog()).isNull();
    }
}
