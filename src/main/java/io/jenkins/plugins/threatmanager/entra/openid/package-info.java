/** Which tenant a domain belongs to, by what the sign-in page of a cloud publishes; on OkHttp. */
@Internal
package io.jenkins.plugins.threatmanager.entra.openid;

import io.jenkins.plugins.threatmanager.Internal;
