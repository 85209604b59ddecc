using System.Text.Json;
using Liaison.Core.Sessions;
using Liaison.Core.Sessions.Facts;
using Liaison.Core.Shared;
using Liaison.Hub.Road;

namespace Liaison.Hub.Api.Contacts;

/// <summary>One event of a request: read, or what is wrong with it.</summary>
/// <param name="Id">Its id, should it have one.</param>
internal sealed record ReadEvent(int Index, string? Id, ToldFact? Fact, IReadOnlyList<Problem> Problems);

/// <summary>Reads CloudEvents 1.0 as JSON: one, or a batch. See https://github.com/cloudevents/spec/blob/v1.0.2/cloudevents/formats/json-format.md.</summary>
internal static class CloudEvents
{
    private const int LongestId = 256;
    private const int LongestSource = 512;
    private const int LongestSubject = 256;
    private const int LargestEvent = 512 * 1024;

    private static readonly JsonElement Nothing = JsonDocument.Parse("{}").RootElement;

    public static ReadEvent Read(JsonElement item, int index)
    {
        if (item.ValueKind != JsonValueKind.Object)
        {
            return new ReadEvent(index, null, null, [new Problem("", "not-an-event", "An event is a JSON object.")]);
        }
        var wrong = new List<Problem>();
        string? Attribute(string name) => item.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null ? JsonTexts.Of(value) ?? "\0" : null;
        if (item.TryGetProperty("data_base64", out _))
        {
            wrong.Add(new Problem("/data_base64", "data-not-json", "A fact about a session has JSON as its data, not bytes."));
        }
        var data = item.TryGetProperty("data", out var given) && given.ValueKind != JsonValueKind.Null ? given : Nothing;
        return Build(index, Attribute, data, wrong);
    }

    /// <summary>One event in binary mode: its attributes stand in headers, percent-encoded, and the body is its data.</summary>
    public static ReadEvent Read(IHeaderDictionary headers, JsonElement data) =>
        Build(0, name => headers["ce-" + name] is [{ } value] ? Uri.UnescapeDataString(value) : null, data, []);

    private static ReadEvent Build(int index, Func<string, string?> attribute, JsonElement data, List<Problem> wrong)
    {
        if (attribute("specversion") is not "1.0")
        {
            wrong.Add(new Problem("/specversion", "unknown-version", "CloudEvents 1.0 is expected: specversion is “1.0”."));
        }
        if (attribute("datacontenttype") is { } content && !content.Contains("json", StringComparison.OrdinalIgnoreCase))
        {
            wrong.Add(new Problem("/datacontenttype", "data-not-json", "A fact about a session has JSON as its data."));
        }
        var id = Required("id", LongestId, attribute, wrong);
        var source = Required("source", LongestSource, attribute, wrong);
        var type = Required("type", LongestSource, attribute, wrong);
        var subject = Required("subject", LongestSubject, attribute, wrong, " It is the source's own id of the session.");
        if (source?.StartsWith("liaison/", StringComparison.OrdinalIgnoreCase) == true)
        {
            wrong.Add(new Problem("/source", "reserved-source", "Sources that begin with “liaison/” are Liaison's own."));
        }
        var at = SessionTimes.TryRead(attribute("time"));
        if (at is null)
        {
            wrong.Add(new Problem("/time", "not-a-time", "The time at which it became true, with its offset, is needed: 2026-03-01T09:30:00Z. Facts are put in order by it."));
        }
        if (data.ValueKind == JsonValueKind.Object && data.GetRawText().Length > LargestEvent)
        {
            wrong.Add(new Problem("/data", "too-large", $"One event may have {LargestEvent / 1024:N0} KB at most."));
        }
        return new ReadEvent(index, id, wrong.Count > 0 ? null : new ToldFact(source!, id!, type!, subject!, at!.Value, data), wrong);
    }

    private static string? Required(string name, int most, Func<string, string?> attribute, List<Problem> wrong, string says = "")
    {
        var value = attribute(name);
        if (string.IsNullOrWhiteSpace(value) || value.Length > most || value.Any(char.IsControl))
        {
            wrong.Add(new Problem("/" + name, value is null ? "required" : "malformed", $"{name} is needed: 1 to {most} characters, no control characters.{says}"));
            return null;
        }
        return value;
    }
}
