package io.jenkins.plugins.threatmanager.entra.graph;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.handler.timeout.ReadTimeoutException;
import java.lang.reflect.Constructor;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.Test;

/** The HTTP client of Jenkins' azure-sdk has exceptions of its own. */
class NettyTimeoutTest {

    @Test
    void aSlowHandshakeIsNoUntrustedCertificate() throws Exception {
        Constructor<? extends Throwable> made = Class.forName("io.netty.handler.ssl.SslHandshakeTimeoutException")
                .asSubclass(Throwable.class)
                .getDeclaredConstructor(String.class);
        made.setAccessible(true);

        assertThat(NetworkTrouble.refusal(new ExecutionException(made.newInstance("handshake timed out")))
                        .code())
                .isEqualTo(NetworkTrouble.TIMEOUT);
    }

    @Test
    void anAnswerThatDoesNotCome() {
        assertThat(NetworkTrouble.refusal(ReadTimeoutException.INSTANCE).code()).isEqualTo(NetworkTrouble.TIMEOUT);
    }
}
