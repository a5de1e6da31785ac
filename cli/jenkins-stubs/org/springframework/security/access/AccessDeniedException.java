package org.springframework.security.access;

/** A permission is missing. */
public class AccessDeniedException extends RuntimeException {

    private AccessDeniedException() {}
}
