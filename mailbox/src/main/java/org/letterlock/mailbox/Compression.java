package org.letterlock.mailbox;

import com.github.luben.zstd.ZstdCompressCtx;
import com.github.luben.zstd.ZstdDecompressCtx;
import com.github.luben.zstd.ZstdException;
import java.util.Arrays;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.letterlock.crypt.TamperedException;

/// zstd at level 1, every call by itself: no dictionary, nothing shared between two calls. The native
/// contexts (some 0.6 MB each) come from pools that keep at most a few; more than that are made and
/// freed. Thread-safe.
final class Compression implements AutoCloseable {
    private static final int POOLED = 8;

    private final Pool<ZstdCompressCtx> compressors = new Pool<>(() -> {
        var context = new ZstdCompressCtx();
        context.setLevel(1).setChecksum(false).setContentSize(false);
        return context;
    });
    private final Pool<ZstdDecompressCtx> decompressors = new Pool<>(ZstdDecompressCtx::new);

    private static final class Pool<C extends AutoCloseable> {
        private final ConcurrentLinkedQueue<C> idle = new ConcurrentLinkedQueue<>();
        private final AtomicInteger count = new AtomicInteger();
        private final Supplier<C> maker;

        Pool(Supplier<C> maker) {
            this.maker = maker;
        }

        C take() {
            var context = idle.poll();
            if (context == null) {
                return maker.get();
            }
            count.decrementAndGet();
            return context;
        }

        void give(C context) {
            if (count.incrementAndGet() <= POOLED) {
                idle.add(context);
            } else {
                count.decrementAndGet();
                close(context);
            }
        }

        void clear() {
            for (var context = idle.poll(); context != null; context = idle.poll()) {
                count.decrementAndGet();
                close(context);
            }
        }

        private static void close(AutoCloseable context) {
            try {
                context.close();
            } catch (Exception e) {
                throw new IllegalStateException("a zstd context does not close", e);
            }
        }
    }

    /// The compressed bytes, or null if they do not save a fifth.
    byte @Nullable [] smaller(byte[] bytes, int offset, int length) {
        int most = length - length / 5 - 1;
        if (most < 16) {
            return null;
        }
        var target = new byte[most];
        var context = compressors.take();
        try {
            int size = context.compressByteArray(target, 0, most, bytes, offset, length);
            return Arrays.copyOf(target, size);
        } catch (ZstdException e) {
            // The target is too small: not worth it.
            return null;
        } finally {
            compressors.give(context);
        }
    }

    byte[] compress(byte[] bytes) {
        var context = compressors.take();
        try {
            return context.compress(bytes);
        } finally {
            compressors.give(context);
        }
    }

    /// Decompresses to the start of `target`, and returns how many bytes that were.
    int decompress(byte[] source, byte[] target) throws TamperedException {
        return decompress(source, 0, source.length, target);
    }

    int decompress(byte[] source, int offset, int size, byte[] target) throws TamperedException {
        var context = decompressors.take();
        try {
            return context.decompressByteArray(target, 0, target.length, source, offset, size);
        } catch (ZstdException e) {
            throw Decoder.malformed();
        } finally {
            decompressors.give(context);
        }
    }

    @Override
    public void close() {
        compressors.clear();
        decompressors.clear();
    }
}
