package io.jenkins.plugins.threatmanager.entra;

import java.time.Instant;
import java.util.function.Supplier;

/**
 * A client secret to be issued.
 *
 * @param freshName gives a name never used before at each call: a second attempt after a lost answer must differ from
 *     the first, whose secret may exist although its text is lost
 * @param expires when it is to stop working
 */
public record SecretRequest(Supplier<String> freshName, Instant expires) {}
