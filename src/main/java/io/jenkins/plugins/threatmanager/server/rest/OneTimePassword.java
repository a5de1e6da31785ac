package io.jenkins.plugins.threatmanager.server.rest;

import io.jenkins.plugins.threatmanager.server.ServerProblem;
import io.jenkins.plugins.threatmanager.transport.OperationContext;
import java.time.Duration;
import java.util.Locale;

/**
 * The one-time password of one login. It is reserved, and waited for, before the login's first page: what that page
 * answers with may be good for seconds only.
 */
final class OneTimePassword implements AutoCloseable {

    private static final String REASON = "for the next one-time password";

    private final UsedCodes used;
    private final String account;
    private final String user;
    private final String server;
    private final Totp totp;

    private long step;
    private boolean reserved;

    OneTimePassword(UsedCodes used, ServerSettings settings, ServerAuthentication.UserPassword user) {
        this.used = used;
        this.account = (settings.url() + " " + user.user()).toLowerCase(Locale.ROOT);
        this.user = user.user();
        this.server = settings.name();
        this.totp = Totp.of(user.otpSecret().orElseThrow());
    }

    /**
     * Waits for a password that no login of this process has used.
     *
     * @throws io.jenkins.plugins.threatmanager.transport.ProblemException {@link ServerProblem#OTP_TAKEN} if the operation ends
     *     before there is one
     */
    void reserve(OperationContext operation) throws InterruptedException {
        if (!reserveIfInTime(operation)) {
            throw ServerProblem.OTP_TAKEN.failure("The next unused one-time password of " + user + " on server "
                    + server + " comes in " + wait(operation).toSeconds() + " s, and "
                    + operation.remaining().toSeconds() + " s are left.");
        }
    }

    /** @return whether there is one before the operation ends */
    boolean reserveIfInTime(OperationContext operation) throws InterruptedException {
        close();
        synchronized (used) {
            if (!operation.hasTimeFor(wait(operation))) {
                return false;
            }
            step = used.take(account, operation.now());
            reserved = true;
        }
        Duration wait = Totp.until(step, operation.now());
        if (!wait.isZero()) {
            boolean over = false;
            try {
                operation.pause(wait, REASON);
                over = true;
            } finally {
                if (!over) {
                    close();
                }
            }
        }
        return true;
    }

    private Duration wait(OperationContext operation) {
        return Totp.until(used.next(account, operation.now()), operation.now());
    }

    /** The password, to be sent now; another one if the reserved one is over. */
    String send(OperationContext operation) throws InterruptedException {
        if (!reserved || Totp.step(operation.now()) > step) {
            reserve(operation);
        }
        reserved = false;
        return totp.password(step, 6);
    }

    /** Gives back what was reserved and not sent. */
    @Override
    public void close() {
        if (reserved) {
            used.giveBack(account, step);
            reserved = false;
        }
    }
}
