using Liaison.Core.Deliveries;

namespace Liaison.Connectors.Http;

/// <summary>What the network and the plain HTTP status say, as faults. What the body says is each connector's own matter.</summary>
public static class NetworkFaults
{
    /// <param name="mayHaveLeft">Whether part of the request may be over there.</param>
    internal static Fault Of(Exception broken, HttpCall call, bool mayHaveLeft, Redaction redaction)
    {
        var host = call.Address.Authority;
        var doubt = call.Writes && mayHaveLeft;
        var said = redaction.Apply(Innermost(broken).Message);
        return broken switch
        {
            HttpRequestException when Innermost(broken) is InternalAddressException refused => new Fault(FaultKind.Unreachable, refused.Message, Code: "internal-address"),
            HttpRequestException { HttpRequestError: HttpRequestError.NameResolutionError } => new Fault(FaultKind.Unreachable, $"The name {host} could not be resolved: {said}", Code: "dns"),
            HttpRequestException { HttpRequestError: HttpRequestError.SecureConnectionError } => new Fault(FaultKind.Unreachable, $"No trusted TLS connection to {host} could be made: {said}", Code: "tls"),
            HttpRequestException { HttpRequestError: HttpRequestError.ConnectionError or HttpRequestError.ProxyTunnelError } =>
                new Fault(FaultKind.Unreachable, $"No connection to {host} could be made: {said}", Code: "connect"),
            OperationCanceledException when !mayHaveLeft && call.Content is not null =>
                new Fault(FaultKind.Unreachable, $"No connection to {host} could be made in time.", Code: "connect"),
            OperationCanceledException => new Fault(FaultKind.TimedOut, $"{host} did not answer in time.", Code: "timeout", InDoubt: doubt),
            InvalidDataException => new Fault(FaultKind.Unknown, $"{host} sent an answer that cannot be decompressed.", Code: "bad-encoding", InDoubt: doubt),
            _ => new Fault(FaultKind.Unreachable, $"The connection to {host} broke before the answer was there: {said}", Code: "broken", InDoubt: doubt),
        };
    }

    /// <summary>
    /// The fault that a status stands for on its own; null for one that the connector must judge. A 5xx may come from a proxy whose
    /// other side has long done the work, so a write is in doubt after it; 429 is said before any work.
    /// </summary>
    public static Fault? OfStatus(HttpReply reply, bool writes) => reply.Status switch
    {
        >= 300 and < 400 => new Fault(FaultKind.Unavailable, $"The address answers with a redirect{(reply.Location is { IsAbsoluteUri: true } to ? $" to {to.Host}" : "")}, which is not followed. Correct the address if it has moved.", Code: Code(reply)),
        429 => new Fault(FaultKind.Throttled, "The other system says: too many requests.", Code: Code(reply), RetryAfter: reply.RetryAfter),
        408 or 504 => new Fault(FaultKind.TimedOut, $"The other system, or a gateway before it, gave up waiting (HTTP {reply.Status}).", Code: Code(reply), RetryAfter: reply.RetryAfter, InDoubt: writes),
        >= 500 => new Fault(FaultKind.Unavailable, $"The other system answers with HTTP {reply.Status}.", Code: Code(reply), RetryAfter: reply.RetryAfter, InDoubt: writes),
        _ => null,
    };

    public static string Code(HttpReply reply) => $"http-{reply.Status}";

    private static Exception Innermost(Exception exception)
    {
        while (exception.InnerException is { } inner)
        {
            exception = inner;
        }
        return exception;
    }
}
