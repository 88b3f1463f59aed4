package org.letterlock.directory;

/// A request that the directory refuses. [#code()] is the WorkMail API's exception name,
/// [#getMessage()] may be shown.
public final class DirectoryException extends Exception {
    private final String code;

    /// @param code e.g. `InvalidParameterException`, `EmailAddressInUseException`,
    ///     `EntityNotFoundException`
    public DirectoryException(String code, String message) {
        super(message);
        this.code = code;
    }

    public String code() {
        return code;
    }
}
