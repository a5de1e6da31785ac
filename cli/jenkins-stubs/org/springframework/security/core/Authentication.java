package org.springframework.security.core;

import java.io.Serializable;
import java.security.Principal;

/** On whose behalf code runs. */
public interface Authentication extends Principal, Serializable {}
