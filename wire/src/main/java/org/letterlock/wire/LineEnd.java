package org.letterlock.wire;

/// What ends a protocol line.
public enum LineEnd {
    /// CR LF alone; a line that ends with a bare LF is a [BareLineFeedException].
    CRLF,
    /// CR LF or LF.
    CRLF_OR_LF
}
