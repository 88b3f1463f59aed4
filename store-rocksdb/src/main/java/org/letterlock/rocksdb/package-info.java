/// The embedded record engine on RocksDB.
@NullMarked
package org.letterlock.rocksdb;

import org.jspecify.annotations.NullMarked;
