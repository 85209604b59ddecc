using System.Collections.Concurrent;
using Liaison.Connectors.Http;
using Liaison.Core.Connecting;
using Liaison.Core.Deliveries;
using Liaison.Core.Shared;

namespace Liaison.Connectors.Salesforce;

/// <summary>
/// The descriptions of record types, remembered for the connection. After a while Salesforce is asked whether they are still true, which costs an answer of nothing if they are;
/// who is waiting on a telephone is not kept waiting by that.
/// </summary>
internal sealed class SalesforceSchema(SalesforceClient client, TimeProvider time)
{
    private static readonly TimeSpan Life = TimeSpan.FromMinutes(30);

    /// <summary>A description fills a quarter of a megabyte; the log needs only to show that it came.</summary>
    private const int Shown = 500;

    private readonly ConcurrentDictionary<string, Shelf> shelves = new(StringComparer.OrdinalIgnoreCase);
    private DateTimeOffset? lastDoubt;

    /// <summary>A type as it is known, however old that knowledge is; asked for if it was never seen. The fault SchemaDrift says that there is no such type for us.</summary>
    public Task<Outcome<DescribedType>> Known(string type, Calls calls, CancellationToken cancel) => Get(type, TimeSpan.MaxValue, calls, cancel);

    /// <summary>A type as it was within the last half an hour.</summary>
    public Task<Outcome<DescribedType>> Type(string type, Calls calls, CancellationToken cancel) => Get(type, Life, calls, cancel);

    /// <summary>A type as it is now.</summary>
    public Task<Outcome<DescribedType>> Now(string type, Calls calls, CancellationToken cancel) => Get(type, TimeSpan.Zero, calls, cancel);

    /// <summary>
    /// Something was refused that the descriptions allow: each is asked for again before it counts again. Once a minute at most, since a lookup that names a field which never was
    /// would otherwise have everything described anew for each caller.
    /// </summary>
    /// <returns>Whether trying again may help.</returns>
    public bool Doubt()
    {
        var now = time.GetUtcNow();
        lock (shelves)
        {
            if (lastDoubt is { } before && now - before < TimeSpan.FromMinutes(1))
            {
                return false;
            }
            lastDoubt = now;
        }
        foreach (var shelf in shelves.Values)
        {
            shelf.Doubted = true;
        }
        return true;
    }

    private async Task<Outcome<DescribedType>> Get(string type, TimeSpan mostAge, Calls calls, CancellationToken cancel)
    {
        if (!type.All(letter => char.IsAsciiLetterOrDigit(letter) || letter == '_') || type.Length is 0 or > 80)
        {
            return NoSuchType(type);
        }
        var shelf = shelves.GetOrAdd(type, static _ => new Shelf());
        var before = shelf.Kept;
        return Usable(shelf, mostAge) is { } ready ? ready : IsMissing(shelf, mostAge) ? NoSuchType(type) : await shelf.Gate.Through(() => Ask(type, shelf, before, mostAge, calls, cancel), cancel);
    }

    private DescribedType? Usable(Shelf shelf, TimeSpan mostAge) =>
        shelf is { Kept: { } kept, Missing: null, Doubted: false } && mostAge > TimeSpan.Zero && (mostAge == TimeSpan.MaxValue || time.GetUtcNow() - kept.At < mostAge) ? kept.Type : null;

    /// <summary>A type that is not there is not asked for by each caller either.</summary>
    private bool IsMissing(Shelf shelf, TimeSpan mostAge) => shelf is { Missing: { } since, Doubted: false } && mostAge > TimeSpan.Zero && time.GetUtcNow() - since.At < Life;

    private async Task<Outcome<DescribedType>> Ask(string type, Shelf shelf, Kept? before, TimeSpan mostAge, Calls calls, CancellationToken cancel)
    {
        // Another caller asked while this one waited for its turn.
        if (shelf.Kept is { } newer && !ReferenceEquals(newer, before) && !shelf.Doubted)
        {
            return newer.Type;
        }
        if (IsMissing(shelf, mostAge))
        {
            return NoSuchType(type);
        }
        var kept = shelf.Kept;
        var call = new SalesforceCall(HttpMethod.Get, $"/sobjects/{type}/describe")
        {
            Headers = kept switch
            {
                _ when shelf.Doubted => [],
                { Tag: { } tag } => [new("If-None-Match", tag)],
                { Modified: { } modified } => [new("If-Modified-Since", modified)],
                _ => [],
            },
            ShownAnswer = Shown,
        };
        if ((await client.Send(call, calls, cancel)).Failed(out var fault, out var reply))
        {
            if (fault.Kind == FaultKind.NotFound || fault.Code is "INVALID_TYPE")
            {
                shelf.Missing = new Absence(time.GetUtcNow());
                shelf.Doubted = false;
                return NoSuchType(type);
            }
            return kept is not null && mostAge > TimeSpan.Zero && !shelf.Doubted ? kept.Type : fault;
        }
        if (reply.Status == 304 && kept is not null)
        {
            shelf.Kept = kept with { At = time.GetUtcNow() };
            shelf.Doubted = false;
            return kept.Type;
        }
        if (Read(reply) is not { } described)
        {
            return SalesforceErrors.NoAnswer($"Salesforce's description of {type} cannot be read.", writes: false);
        }
        shelf.Kept = new Kept(described, time.GetUtcNow(), reply.Headers.GetValueOrDefault("ETag"), reply.Headers.GetValueOrDefault("Last-Modified"));
        (shelf.Missing, shelf.Doubted) = (null, false);
        return described;
    }

    private static DescribedType? Read(HttpReply reply)
    {
        try
        {
            return reply.IsHtml ? null : DescribeReader.Read(JsonParts.Parse(reply.Body));
        }
        catch (System.Text.Json.JsonException)
        {
            return null;
        }
    }

    private static Fault NoSuchType(string type) =>
        new(FaultKind.SchemaDrift, $"Salesforce has no record type {type}, or the user we work as may not see it.", Code: "INVALID_TYPE");

    private sealed class Shelf
    {
        private volatile Kept? kept;
        private volatile Absence? missing;
        private volatile bool doubted;

        public Turnstile Gate { get; } = new();

        public Kept? Kept { get => kept; set => kept = value; }

        public Absence? Missing { get => missing; set => missing = value; }

        public bool Doubted { get => doubted; set => doubted = value; }
    }

    private sealed record Absence(DateTimeOffset At);

    private sealed record Kept(DescribedType Type, DateTimeOffset At, string? Tag, string? Modified);
}
