using System.Net.Http.Headers;

namespace Liaison.Connectors.Http;

/// <summary>Reads Retry-After, which comes in seconds or as a date (RFC 9110, 10.2.3).</summary>
public static class RetryAfter
{
    public static TimeSpan? Of(RetryConditionHeaderValue? header, DateTimeOffset now) => header switch
    {
        { Delta: { } seconds } => seconds,
        { Date: { } date } => date > now ? date - now : TimeSpan.Zero,
        _ => null,
    };
}
