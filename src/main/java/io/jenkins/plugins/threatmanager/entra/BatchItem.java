package io.jenkins.plugins.threatmanager.entra;

import com.microsoft.kiota.RequestInformation;
import io.jenkins.plugins.threatmanager.remote.Retries;
import java.util.function.Supplier;

/**
 * One request inside a batch.
 *
 * @param request makes the request, with a body made anew at each call: Kiota models remember what was sent
 * @param retries which refusals of it may pass
 * @param repeatable whether sending it twice does no more than sending it once
 */
record BatchItem(Supplier<RequestInformation> request, Retries retries, boolean repeatable) {}
