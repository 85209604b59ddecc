using System.Collections.ObjectModel;

namespace Liaison.Core.Connecting;

/// <summary>What a write came to.</summary>
/// <param name="Record">The record's number or id.</param>
/// <param name="Version">The record's own counter of changes after the write, if it has one: echoes are known by it.</param>
/// <param name="Values">The record's values, if the answer gave all of them; null means: read it.</param>
/// <param name="Note">Anything that the log should say about it (a repair that was made, say).</param>
public sealed record Written(string Record, string? Version = null, IReadOnlyDictionary<string, string>? Values = null, string? Note = null);

/// <summary>A record's values as read: by field name, and attributes as <c>attribute:CODE</c>. Times are ISO 8601 with offset.</summary>
public sealed record RecordValues(string Record, string? Version, IReadOnlyDictionary<string, string> Values);

/// <summary>A body that a system posted to us.</summary>
/// <param name="Channel">The last part of the address: <c>crm-agent</c>.</param>
public sealed record PushedBody(string Channel, string? ContentType, ReadOnlyMemory<byte> Bytes)
{
    /// <summary>The request's headers by name, letter case aside: a system may sign what it sends.</summary>
    public IReadOnlyDictionary<string, string> Headers { get; init; } = ReadOnlyDictionary<string, string>.Empty;
}

/// <summary>What a posted body tells.</summary>
/// <param name="Changes">One per record and change.</param>
/// <param name="Ignored">Sentences on what was in it and is not for us.</param>
public sealed record PushedChanges(IReadOnlyList<PushedChange> Changes, IReadOnlyList<string> Ignored);

/// <param name="RecordType">The record's type.</param>
/// <param name="Record">Its number or id.</param>
/// <param name="Version">Its own counter of changes, if told.</param>
/// <param name="DeduplicationKey">The same change posted twice has the same key.</param>
/// <param name="OurReference">Our own key, if the system sent it along.</param>
/// <param name="Values">Values by field name.</param>
public sealed record PushedChange(
    string RecordType, string Record, string? Version, string DeduplicationKey, string? OurReference, IReadOnlyDictionary<string, string> Values);

/// <param name="Status">HTTP status.</param>
public sealed record PushReply(int Status, string ContentType, string Body);
