using Liaison.Hub.Api.Access;

namespace Liaison.Hub.Api.Shared;

/// <summary>The time zone in which a caller counts days.</summary>
public static class Zones
{
    /// <param name="wanted">An IANA name; without one, the caller's own holds, and for a program UTC.</param>
    /// <exception cref="BadHttpRequestException">There is no such zone.</exception>
    public static TimeZoneInfo Of(string? wanted, Caller caller) =>
        string.IsNullOrWhiteSpace(wanted) ? caller is PersonCaller person && TimeZoneInfo.TryFindSystemTimeZoneById(person.User.TimeZone, out var own) ? own : TimeZoneInfo.Utc
        : wanted.Length <= 100 && TimeZoneInfo.TryFindSystemTimeZoneById(wanted, out var zone) ? zone
        : throw new BadHttpRequestException("The parameter “zone” is a time zone's IANA name, such as Europe/London.");
}
