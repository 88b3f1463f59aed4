package org.letterlock.awsapi;

/// An error that the caller may see: HTTP 400 with `__type` and `message`.
public final class ServiceException extends Exception {
    private final String type;

    /// @param type e.g. `ValidationException`
    public ServiceException(String type, String message) {
        super(message);
        this.type = type;
    }

    public String type() {
        return type;
    }
}
