package org.letterlock.imap;

import org.letterlock.mailbox.FlagChange;

/// `store-att-flags`
final class StoreParser {
    private StoreParser() {}

    static Command parse(Cursor in, boolean uid) throws ImapException {
        in.space();
        SequenceSet set = in.sequenceSet();
        in.space();
        FlagChange.Kind kind = kind(in);
        String name = in.word();
        boolean silent = name.equals("FLAGS.SILENT");
        if (!silent && !name.equals("FLAGS")) {
            throw new BadSyntax("Expected FLAGS");
        }
        in.space();
        return new Command.Store(uid, set, kind, silent, FlagParser.listOrBare(in));
    }

    private static FlagChange.Kind kind(Cursor in) {
        if (in.skip('+')) {
            return FlagChange.Kind.ADD;
        }
        return in.skip('-') ? FlagChange.Kind.REMOVE : FlagChange.Kind.REPLACE;
    }
}
