using System.Collections.ObjectModel;
using System.Net.Http.Headers;

namespace Liaison.Connectors.Http;

/// <summary>One request to make.</summary>
/// <param name="Writes">Whether it may change something over there: then a lost answer leaves doubt.</param>
public sealed record HttpCall(HttpMethod Method, Uri Address, bool Writes = false)
{
    /// <summary>Makes the body; called once for each try, so that a stream is opened afresh.</summary>
    public Func<HttpContent>? Content { get; init; }

    public IReadOnlyList<KeyValuePair<string, string>> Headers { get; init; } = [];

    public AuthenticationHeaderValue? Authorization { get; init; }

    /// <summary>The body as the log should show it; null shows none.</summary>
    public string? Shown { get; init; }

    /// <summary>Most characters of the answer that the log keeps: long lists are not worth more. Nought keeps nothing, for answers that hold a token.</summary>
    public int ShownAnswer { get; init; } = Core.Connecting.Calls.LongestText;

    /// <summary>What must not be seen of this call beside the connector's own secrets: a token that changes from hour to hour.</summary>
    public Redaction Hidden { get; init; } = Redaction.None;

    /// <summary>Names of the answer's headers that the connector wants to see.</summary>
    public IReadOnlyList<string> Wanted { get; init; } = [];
}

/// <summary>An answer, whatever its status.</summary>
/// <param name="RetryAfter">How long the other side asked us to wait.</param>
/// <param name="Location">Where a redirect points to; it was not followed.</param>
public sealed record HttpReply(int Status, string? MediaType, string? Charset, ReadOnlyMemory<byte> Body, TimeSpan? RetryAfter = null, Uri? Location = null)
{
    /// <summary>The headers that were wanted and came, by the name they were wanted under.</summary>
    public IReadOnlyDictionary<string, string> Headers { get; init; } = ReadOnlyDictionary<string, string>.Empty;

    public bool IsSuccess => Status is >= 200 and < 300;

    public bool IsHtml => MediaType is not null && MediaType.Contains("html", StringComparison.OrdinalIgnoreCase);
}

/// <summary>How long and how large an answer may be. The time to connect is the socket's matter (<see cref="GuardedSockets"/>).</summary>
/// <param name="Headers">From the start until the answer's headers are there; sending the body counts.</param>
/// <param name="Body">From there until the whole answer is there.</param>
/// <param name="MaxAnswer">Bytes after decompression.</param>
public sealed record HttpLimits(TimeSpan Headers, TimeSpan Body, int MaxAnswer = 16 * 1024 * 1024);
