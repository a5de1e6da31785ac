package org.springframework.security.core;

import java.io.Serializable;

/** On whose behalf code runs. */
public interface Authentication extends Serializable {}
