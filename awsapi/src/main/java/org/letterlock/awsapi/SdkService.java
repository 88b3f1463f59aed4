package org.letterlock.awsapi;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Method;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.letterlock.iam.Caller;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.SdkResponse;

/// An SDK client interface as a service: requests and responses are (un)marshalled by the SDK's own
/// field metadata. The operations are those methods that take one request and give one response,
/// looked up once, at construction; a header never reaches reflection.
public final class SdkService<C> implements AwsService {
    private final String signingName;
    private final String targetPrefix;
    private final Map<String, Operation> operations;

    /// @param face   the client interface, e.g. `KmsClient.class`
    /// @param client gives the view that serves a caller's requests
    public SdkService(String signingName, String targetPrefix, Class<C> face, Function<Caller.Signed, C> client) {
        this.signingName = signingName;
        this.targetPrefix = targetPrefix;
        var table = new HashMap<String, Operation>();
        for (Method method : face.getMethods()) {
            if (isOperation(method)) {
                String name = Character.toUpperCase(method.getName().charAt(0))
                        + method.getName().substring(1);
                table.put(name, operation(method, face, client));
            }
        }
        this.operations = Map.copyOf(table);
    }

    private static boolean isOperation(Method method) {
        return method.getParameterCount() == 1
                && SdkRequest.class.isAssignableFrom(method.getParameterTypes()[0])
                && SdkResponse.class.isAssignableFrom(method.getReturnType());
    }

    private static <C> Operation operation(Method method, Class<C> face, Function<Caller.Signed, C> client) {
        try {
            Class<?> requestType = method.getParameterTypes()[0];
            MethodHandle newBuilder = MethodHandles.publicLookup()
                    .unreflect(requestType.getMethod("builder"))
                    .asType(MethodType.methodType(Object.class));
            MethodHandle call = MethodHandles.publicLookup()
                    .unreflect(method)
                    .asType(MethodType.methodType(Object.class, Object.class, Object.class));
            return (caller, json) -> {
                SdkPojo request = PojoCodec.read(builder(newBuilder), json);
                return PojoCodec.write((SdkPojo) call(call, face.cast(client.apply(caller)), request));
            };
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("not an SDK operation: " + method, e);
        }
    }

    private static SdkPojo builder(MethodHandle newBuilder) throws Exception {
        try {
            return (SdkPojo) newBuilder.invoke();
        } catch (Exception | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }

    private static Object call(MethodHandle call, Object client, SdkPojo request) throws Exception {
        try {
            return call.invoke(client, request);
        } catch (UnsupportedOperationException e) {
            // What the interface's own default method throws.
            throw new ServiceException("UnsupportedOperationException", "This server does not offer the operation.");
        } catch (Exception | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public String signingName() {
        return signingName;
    }

    @Override
    public String targetPrefix() {
        return targetPrefix;
    }

    @Override
    public @Nullable Operation operation(String name) {
        return operations.get(name);
    }
}
